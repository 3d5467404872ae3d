//! How characters sound: every reading of each in plain pinyin, so that 重庆 is chongqing and zhongqing.

use pinyin::ToPinyinMulti;

use super::fold::{Cell, is_han, is_letter};

/// The most readings kept of a character: the common ones come first.
const READINGS_MAX: usize = 4;

/// The readings of the characters met so far.
#[derive(Debug)]
pub struct Sounds {
    /// The readings of a cell, by its place in `readings`; 0 is a cell without any. Looked up at every step of a reading.
    places: Vec<u16>,
    readings: Vec<Vec<Box<[u8]>>>,
    /// The characters some reading of which begins with a letter, by letter.
    by_letter: [Vec<Cell>; 26],
}

impl Default for Sounds {
    fn default() -> Self {
        Self { places: vec![0; usize::from(Cell::MAX) + 1], readings: vec![Vec::new()], by_letter: Default::default() }
    }
}

impl Sounds {
    /// Learns the characters of some cells.
    pub fn learn(&mut self, cells: &[Cell]) {
        for &cell in cells {
            if !is_han(cell) || self.places[usize::from(cell)] != 0 {
                continue;
            }
            let readings = readings(cell);
            for letter in readings.iter().filter_map(|reading| reading.first()).filter_map(|letter| letter.checked_sub(b'a')) {
                if let Some(list) = self.by_letter.get_mut(usize::from(letter))
                    && list.last() != Some(&cell)
                {
                    list.push(cell);
                }
            }
            self.places[usize::from(cell)] = u16::try_from(self.readings.len()).unwrap_or(0);
            self.readings.push(readings);
        }
    }

    /// How a character sounds; nothing for what is not Chinese or was never met.
    pub fn of(&self, cell: Cell) -> &[Box<[u8]>] {
        &self.readings[usize::from(self.places[usize::from(cell)])]
    }

    /// The characters that may begin with a letter.
    pub fn beginning(&self, letter: Cell) -> &[Cell] {
        if !is_letter(letter) {
            return &[];
        }
        &self.by_letter[usize::from(letter - u16::from(b'a'))]
    }
}

fn readings(cell: Cell) -> Vec<Box<[u8]>> {
    let mut out: Vec<Box<[u8]>> = Vec::new();
    let Some(multi) = char::from_u32(u32::from(cell)).and_then(|c| c.to_pinyin_multi()) else { return out };
    for reading in multi {
        // Typed as v, or as u where the keyboard has no ü.
        for umlaut in ["v", "u"] {
            let plain = reading.plain().replace('ü', umlaut).into_bytes().into_boxed_slice();
            if out.len() < READINGS_MAX && plain.is_ascii() && !out.contains(&plain) {
                out.push(plain);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fold::cells;
    use super::*;

    #[test]
    fn every_common_reading_is_known() {
        let mut sounds = Sounds::default();
        sounds.learn(&cells("重庆银行厦门长安女"));
        for (character, reading) in
            [("重", "chong"), ("重", "zhong"), ("行", "hang"), ("厦", "xia"), ("长", "chang"), ("女", "nv"), ("女", "nu")]
        {
            let readings = sounds.of(cells(character)[0]);
            assert!(readings.iter().any(|have| **have == *reading.as_bytes()), "{character} {reading}");
        }
        assert!(sounds.beginning(u16::from(b'c')).contains(&cells("长")[0]));
    }
}
