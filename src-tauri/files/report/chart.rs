//! Charts drawn as SVG, for paper: the PDF takes them as they are, Word as pictures made of them.
//!
//! The look is that of the window (`ui/src/styles/tokens.css`): ink on paper, hairlines, the colours of the lists, nothing
//! told by colour alone. Text stays text in the font that the caller names, and every word of a chart is escaped.
//! Coordinates are whole tenths of a pixel, at 96 pixels an inch; figures reach them through exact arithmetic.

use std::fmt::Write as _;
use std::sync::Arc;

use daowei_core::words::Words;
use resvg::{tiny_skia, usvg};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Error;
use super::document::{Bullet, Chart, Plot, Series, shown};
use super::fonts::Fonts;
use super::markup::escaped;

const INK: &str = "#191c1f";
const QUIET: &str = "#565c63";
const LINE: &str = "#e3e3db";
const LINE_STRONG: &str = "#cfcfc4";
const SUNK: &str = "#f1f1ec";
const PALE: &str = "#b9c4ce";
const MINUS: &str = "#e6b3af";
/// F500, C500, I100, and what is no list: the colours in the order of the lines.
const COLOURS: [&str; 4] = ["#1f4e79", "#3d7a6c", "#8a6a2f", "#4b5157"];

/// As wide as the text area, 156 mm.
const WIDTH: i64 = 5_896;
/// Size of all text, 9 pt.
const TEXT: i64 = 120;
/// Names that would leave a bullet no room are cut here.
const NAME_MAX: i64 = 1_600;
/// Percent from which on a bar only says that it goes on.
const PERCENT_MAX: i64 = 200;

/// A chart as SVG, 156 mm wide, in the font family of this name.
#[must_use]
pub fn svg(chart: &Chart, words: &Words, family: &str) -> String {
    let mut drawing = Drawing { out: String::new() };
    let height = match &chart.plot {
        Plot::Bullets(bullets) => drawing.bullets(bullets, words),
        Plot::Months { months, monthly, cumulative, target } => {
            drawing.months(months, monthly, cumulative, target.as_ref(), &chart.unit)
        }
    };
    let (w, h, family) = (px(WIDTH), px(height), escaped(&family.replace('\'', "")));
    [
        &format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
             font-family=\"'{family}', sans-serif\" font-size=\"{}\" role=\"img\">",
            px(TEXT)
        ),
        "<title>",
        &escaped(&chart.alternative),
        "</title>",
        &drawing.out,
        "</svg>\n",
    ]
    .concat()
}

/// An SVG of [`svg`] as PNG, `width` pixels wide, with no fonts but these.
///
/// # Errors
/// [`Error::Write`] for what is no SVG, or no size for a picture.
pub fn png(svg: &str, width: u32, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let wrong = |what: String| Error::Write(what);
    let mut database = usvg::fontdb::Database::new();
    for font in fonts.for_charts() {
        // A font that cannot be read any more leaves its text to the next one.
        let _ = database.load_font_file(&font.path);
    }
    let options = usvg::Options { fontdb: Arc::new(database), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| wrong(error.to_string()))?;
    let size = tree.size().to_int_size().scale_to_width(width).ok_or_else(|| wrong("width".to_owned()))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or_else(|| wrong("size".to_owned()))?;
    pixels.fill(tiny_skia::Color::WHITE);
    #[expect(clippy::float_arithmetic, reason = "pixels, no figures")]
    let scale = size.width() as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| wrong(error.to_string()))
}

/// Where a text is held.
#[derive(Clone, Copy)]
enum Hold {
    Start,
    Middle,
    End,
}

impl Hold {
    const fn code(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

struct Drawing {
    out: String,
}

impl Drawing {
    fn rect(&mut self, x: i64, y: i64, width: i64, height: i64, fill: &str) {
        if width > 0 && height > 0 {
            let (x, y, width, height) = (px(x), px(y), px(width), px(height));
            let _ = write!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
        }
    }

    fn line(&mut self, from: (i64, i64), to: (i64, i64), stroke: &str, width: i64) {
        let (x1, y1, x2, y2, width) = (px(from.0), px(from.1), px(to.0), px(to.1), px(width));
        let _ = write!(
            self.out,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>"
        );
    }

    fn path(&mut self, points: &[(i64, i64)], stroke: &str, width: i64, dotted: bool) {
        let drawn: Vec<String> = points.iter().map(|(x, y)| [&px(*x), ",", &px(*y)].concat()).collect();
        let dots = if dotted { " stroke-dasharray=\"3 3\"" } else { "" };
        let _ = write!(
            self.out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{}\" stroke-linejoin=\"round\"{dots}/>",
            drawn.join(" "),
            px(width)
        );
    }

    fn dot(&mut self, (x, y): (i64, i64), fill: &str) {
        let _ = write!(self.out, "<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{fill}\"/>", px(x), px(y));
    }

    fn text(&mut self, x: i64, y: i64, hold: Hold, fill: &str, text: &str) {
        let (x, y, hold) = (px(x), px(y), hold.code());
        let text = escaped(text);
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{hold}\" fill=\"{fill}\">{text}</text>");
    }

    /// A bar a line over the track of its target, with the mark of time across it; the height of it all.
    fn bullets(&mut self, bullets: &[Bullet], words: &Words) -> i64 {
        const TOP: i64 = 240;
        const ROW: i64 = 300;
        const BAR: i64 = 120;
        let names: Vec<String> = bullets.iter().map(|bullet| fitted(&bullet.name, NAME_MAX)).collect();
        let said: Vec<String> = bullets.iter().map(|bullet| fitted(&bullet.said, NAME_MAX)).collect();
        let ends = said.iter().zip(bullets).filter(|(_, bullet)| bullet.percent.is_some());
        let left = names.iter().map(|name| width(name)).max().unwrap_or(0) + 120;
        let right = WIDTH - ends.map(|(said, _)| width(said)).max().unwrap_or(0) - 120;
        let whole = Decimal::ONE_HUNDRED;
        let most = bullets.iter().flat_map(|bullet| [bullet.percent.unwrap_or_default(), bullet.time]).max().unwrap_or(whole);
        let scale = most.clamp(whole, Decimal::from(PERCENT_MAX));
        let at = |percent: Decimal| left + tenths(percent.clamp(Decimal::ZERO, scale) * Decimal::from(right - left) / scale);
        let bottom = TOP + ROW * i64::try_from(bullets.len()).unwrap_or(0);

        for (number, bullet) in bullets.iter().enumerate() {
            let middle = TOP + ROW * i64::try_from(number).unwrap_or(0) + ROW / 2;
            let colour = COLOURS[number.min(COLOURS.len() - 1)];
            self.text(0, middle + 42, Hold::Start, INK, &names[number]);
            let Some(percent) = bullet.percent else {
                self.text(left + 60, middle + 42, Hold::Start, QUIET, &said[number]);
                continue;
            };
            self.text(WIDTH, middle + 42, Hold::End, INK, &said[number]);
            self.rect(left, middle - BAR / 2, at(whole) - left, BAR, SUNK);
            self.rect(left, middle - BAR / 2, at(percent) - left, BAR, colour);
            if percent > scale {
                // What goes on beyond the paper ends torn.
                self.line((right - 80, middle + BAR / 2 + 20), (right - 40, middle - BAR / 2 - 20), "#fff", 20);
            }
        }
        self.line((at(whole), TOP), (at(whole), bottom), LINE_STRONG, 10);
        self.line((left, TOP), (left, bottom), LINE_STRONG, 10);
        for (number, bullet) in bullets.iter().enumerate().filter(|(_, bullet)| bullet.percent.is_some()) {
            let middle = TOP + ROW * i64::try_from(number).unwrap_or(0) + ROW / 2;
            let x = at(bullet.time);
            self.line((x, middle - 105), (x, middle + 105), "#fff", 40);
            self.line((x, middle - 105), (x, middle + 105), INK, 18);
        }
        if let Some(first) = bullets.iter().find(|bullet| bullet.percent.is_some()) {
            let label = words.text("paper-time", [("percent", shown(first.time, 2, false))]);
            let half = width(&label) / 2;
            let x = at(first.time).clamp(half, WIDTH - half);
            self.text(x, TOP - 80, Hold::Middle, QUIET, &label);
        }
        self.text(left, bottom + 150, Hold::Middle, QUIET, "0%");
        let fifty = Decimal::from(50);
        self.line((at(fifty), bottom), (at(fifty), bottom + 30), LINE_STRONG, 10);
        self.text(at(fifty), bottom + 150, Hold::Middle, QUIET, "50%");
        let goal = [&words.plain("paper-goal"), " 100%"].concat();
        let half = width(&goal) / 2;
        self.text(at(whole).min(WIDTH - half), bottom + 150, Hold::Middle, QUIET, &goal);
        bottom + 200
    }

    /// Quiet columns under the cumulative line, the target's line dotted; the height of it all.
    fn months(&mut self, months: &[String], monthly: &Series, cumulative: &Series, target: Option<&Series>, unit: &str) -> i64 {
        const TOP: i64 = 420;
        const BOTTOM: i64 = 2_300;
        let ink = COLOURS[0];
        let all =
            || [Some(monthly), Some(cumulative), target].into_iter().flatten().flat_map(|series| series.values.iter().copied());
        let scale = Scale::of(all().min().unwrap_or_default(), all().max().unwrap_or_default());
        let labels: Vec<(Decimal, String)> = scale.ticks().map(|tick| (tick, shown(tick, scale.decimals, true))).collect();
        let left = labels.iter().map(|(_, label)| width(label)).max().unwrap_or(0).max(width(unit)) + 100;
        let right = WIDTH - 60;
        let count = i64::try_from(months.len().max(1)).unwrap_or(1);
        let slot = (right - left) / count;
        let x = |month: usize| left + slot * i64::try_from(month).unwrap_or(0) + slot / 2;
        let y = |value: Decimal| BOTTOM - tenths((value - scale.low) * Decimal::from(BOTTOM - TOP) / (scale.high - scale.low));

        self.key(monthly, cumulative, target, ink);
        self.text(left - 80, TOP - 90, Hold::End, QUIET, unit);
        for (tick, label) in &labels {
            self.line((left, y(*tick)), (right, y(*tick)), if tick.is_zero() { LINE_STRONG } else { LINE }, 10);
            self.text(left - 80, y(*tick) + 42, Hold::End, QUIET, label);
        }
        let bar = slot * 52 / 100;
        for (month, value) in monthly.values.iter().enumerate().take(months.len()) {
            let (zero, tip) = (y(Decimal::ZERO), y(*value));
            let fill = if value.is_sign_negative() { MINUS } else { PALE };
            self.rect(x(month) - bar / 2, zero.min(tip), bar, (zero - tip).abs(), fill);
        }
        let points = |series: &Series| -> Vec<(i64, i64)> {
            series.values.iter().enumerate().take(months.len()).map(|(month, value)| (x(month), y(*value))).collect()
        };
        if let Some(target) = target {
            self.path(&points(target), INK, 12, true);
        }
        let line = points(cumulative);
        self.path(&line, ink, 20, false);
        for point in &line {
            self.dot(*point, ink);
        }
        if let (Some((px, py)), Some(value)) = (line.last(), cumulative.values.get(line.len() - 1)) {
            let decimals = if value.abs() < Decimal::ONE_HUNDRED { 2 } else { scale.decimals };
            let label = shown(*value, decimals, true);
            let half = width(&label) / 2;
            self.text((*px).clamp(left + half, WIDTH - half), py - 90, Hold::Middle, INK, &label);
        }
        // Names that would run into each other are told every second or third time.
        let widest = months.iter().map(|month| width(month)).max().unwrap_or(0) + 40;
        let every = usize::try_from((widest + slot - 1) / slot.max(1)).unwrap_or(1).max(1);
        for (month, name) in months.iter().enumerate().step_by(every) {
            self.text(x(month), BOTTOM + 170, Hold::Middle, QUIET, name);
        }
        BOTTOM + 220
    }

    /// The shapes of the series with their names, in one row on the right.
    fn key(&mut self, monthly: &Series, cumulative: &Series, target: Option<&Series>, ink: &str) {
        const SHAPE: i64 = 240;
        const Y: i64 = 130;
        let mut x = WIDTH;
        let mut place = |name: &str| {
            x -= width(name) + SHAPE + 60;
            let at = x;
            x -= 200;
            at
        };
        let name = |series: &Series| fitted(&series.name, NAME_MAX);
        if let Some(target) = target {
            let name = name(target);
            let at = place(&name);
            self.path(&[(at, Y - 42), (at + SHAPE, Y - 42)], INK, 12, true);
            self.text(at + SHAPE + 60, Y, Hold::Start, QUIET, &name);
        }
        let line = name(cumulative);
        let at = place(&line);
        self.path(&[(at, Y - 42), (at + SHAPE, Y - 42)], ink, 20, false);
        self.dot((at + SHAPE / 2, Y - 42), ink);
        self.text(at + SHAPE + 60, Y, Hold::Start, QUIET, &line);
        let columns = name(monthly);
        let at = place(&columns) + 60;
        self.rect(at + 60, Y - 90, 120, 90, PALE);
        self.text(at + SHAPE, Y, Hold::Start, QUIET, &columns);
    }
}

/// An axis whose marks are round numbers.
struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
    decimals: u8,
}

impl Scale {
    /// The marks that a chart has at most, the lowest one not counted.
    const MARKS: i64 = 4;

    fn of(least: Decimal, most: Decimal) -> Self {
        let (least, most) = (least.min(Decimal::ZERO), most.max(Decimal::ZERO));
        let wanted = (most - least) / Decimal::from(Self::MARKS);
        let mut unit = Decimal::new(1, 2);
        while unit * Decimal::TEN < wanted {
            unit *= Decimal::TEN;
        }
        let steps = [1, 2, 5, 10].map(|times| unit * Decimal::from(times));
        let step = steps.into_iter().find(|step| *step >= wanted).unwrap_or(unit * Decimal::TEN);
        // Below zero it goes as far as it must: a small minus does not take half the paper.
        let low = if least.is_zero() { least } else { least - step / Decimal::TEN };
        let high = ((most / step).ceil() * step).max(step);
        let decimals = if step < Decimal::ONE { 2 } else { 0 };
        Self { low, high, step, decimals }
    }

    fn ticks(&self) -> impl Iterator<Item = Decimal> + '_ {
        let first = (self.low / self.step).ceil() * self.step;
        std::iter::successors(Some(first), |last| Some(last + self.step)).take_while(|tick| *tick <= self.high)
    }
}

/// Tenths as pixels.
fn px(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

fn tenths(value: Decimal) -> i64 {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().unwrap_or(0)
}

/// About how wide a text is: a Chinese character is as wide as it is high, a letter a little more than half.
fn width(text: &str) -> i64 {
    text.chars().map(|character| if character < '\u{2e80}' { TEXT * 58 / 100 } else { TEXT }).sum()
}

/// A text cut to this width.
fn fitted(text: &str, most: i64) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut taken = TEXT;
    let kept = text.chars().take_while(|character| {
        taken += if *character < '\u{2e80}' { TEXT * 58 / 100 } else { TEXT };
        taken <= most
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use daowei_core::words::Language;

    use super::*;

    fn bullets(name: &str) -> Chart {
        let bullet = |name: &str, percent: Option<i64>, said: &str| Bullet {
            name: name.to_owned(),
            percent: percent.map(|percent| Decimal::new(percent, 2)),
            time: Decimal::from(50),
            said: said.to_owned(),
        };
        let lines = vec![
            bullet(name, Some(4793), "47.93%"),
            bullet("国内500强", Some(31_000), "310.00%"),
            bullet("行业100强", None, "—(未下达)"),
        ];
        let (caption, alternative) = ("完成率".to_owned(), "完成率与时序".to_owned());
        Chart { caption, alternative, unit: "%".to_owned(), plot: Plot::Bullets(lines), beside: "1" }
    }

    #[test]
    fn names_are_text_and_cut_where_they_leave_no_room() {
        let words = Words::new(Language::ZhCn);
        let drawn = svg(&bullets("<script>&\u{1}"), &words, "Noto Sans CJK SC");
        assert!(drawn.contains(">&lt;script&gt;&amp;\u{fffd}</text>"), "{drawn}");
        assert!(drawn.contains(">47.93%<") && drawn.contains(">—(未下达)<") && drawn.contains(">时序进度 50.00%<"), "{drawn}");
        let long = svg(&bullets(&"长".repeat(300)), &words, "Noto Sans CJK SC");
        assert!(long.contains(&["长".repeat(12).as_str(), "…</text>"].concat()), "{long}");
    }

    #[test]
    fn a_mark_of_time_stands_at_its_share_of_the_track() {
        let words = Words::new(Language::ZhCn);
        let mut chart = bullets("世界500强");
        if let Plot::Bullets(lines) = &mut chart.plot {
            lines.truncate(1);
        }
        let drawn = svg(&chart, &words, "x");
        let bar = drawn.split("<rect ").find(|rect| rect.contains(COLOURS[0])).expect("a bar");
        let track = drawn.split("<rect ").find(|rect| rect.contains(SUNK)).expect("a track");
        let wide = |rect: &str| -> Decimal {
            let (_, rest) = rect.split_once("width=\"").expect("a width");
            rest.split('"').next().expect("a number").parse().expect("a number")
        };
        let share = (wide(bar) / wide(track) * Decimal::ONE_HUNDRED).round_dp(1);
        assert_eq!(share, Decimal::new(479, 1), "{drawn}");
    }

    #[test]
    fn an_axis_has_round_marks_around_its_values() {
        let marks = |least: i64, most: i64| -> Vec<String> {
            Scale::of(Decimal::from(least), Decimal::from(most)).ticks().map(|tick| tick.normalize().to_string()).collect()
        };
        assert_eq!(marks(0, 37_170), ["0", "10000", "20000", "30000", "40000"]);
        assert_eq!(marks(-2_000, 19_170), ["0", "10000", "20000"]);
        assert_eq!(marks(-12_000, 19_170), ["-10000", "0", "10000", "20000"]);
        assert_eq!(marks(0, 0), ["0", "0.01"]);
    }

    #[test]
    fn a_picture_of_it_holds_its_text() {
        let words = Words::new(Language::ZhCn);
        let fonts = Fonts::installed();
        let drawn = svg(&bullets("世界500强"), &words, fonts.chart_family());
        let picture = png(&drawn, 590, &fonts).expect("a picture");
        assert_eq!(&picture[..4], b"\x89PNG");
        let empty = svg(&bullets(""), &words, fonts.chart_family());
        assert_ne!(picture, png(&empty, 590, &fonts).expect("a picture"));
        assert_eq!(picture, png(&drawn, 590, &fonts).expect("a picture"), "the same each time");
        assert!(png("<svg", 590, &fonts).is_err() && png(&drawn, 0, &fonts).is_err());
    }
}
