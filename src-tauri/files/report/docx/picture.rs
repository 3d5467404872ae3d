//! Charts as pictures.

use daowei_core::words::Words;

use super::super::chart;
use super::super::document::{Block, Chart, Document};
use super::super::fonts::Fonts;
use super::Error;
use super::xml::Xml;

/// Pixels across the 156 mm of the text area: 240 an inch.
const PIXELS: u32 = 1_474;
/// 156 mm in English metric units.
const WIDTH: u64 = 5_616_000;

/// A chart's picture.
pub(super) struct Picture {
    /// Its number in the document, from 1.
    number: usize,
    pub(super) png: Vec<u8>,
}

/// The pictures of all charts, in reading order.
pub(super) fn all(document: &Document, words: &Words, fonts: &Fonts) -> Result<Vec<Picture>, Error> {
    let charts = document.blocks().filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None });
    let drawn = charts.enumerate().map(|(at, chart)| {
        let png = chart::png(&chart::svg(chart, words, fonts.chart_family()), PIXELS, fonts)?;
        Ok(Picture { number: at + 1, png })
    });
    drawn.collect()
}

impl Picture {
    /// Its path beside the document.
    pub(super) fn path(&self) -> String {
        format!("media/chart{}.png", self.number)
    }

    /// Its relation's name.
    pub(super) fn relation(&self) -> String {
        format!("rChart{}", self.number)
    }

    /// Width and height in pixels, as its own head says.
    fn size(&self) -> (u64, u64) {
        let number = |at: usize| {
            let bytes: Option<[u8; 4]> = self.png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            u64::from(bytes.map_or(1, u32::from_be_bytes)).max(1)
        };
        (number(16), number(20))
    }

    /// A run with the picture, and what it shows in words.
    pub(super) fn run(&self, chart: &Chart, xml: &mut Xml) {
        let (across, down) = self.size();
        let (number, relation) = (self.number.to_string(), self.relation());
        let (cx, cy) = (WIDTH.to_string(), (WIDTH * down / across).to_string());
        let name = self.path().replace("media/", "");
        let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        let drawing = [
            ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ];
        let [wp, a, pic] = drawing;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[&none[..], &[wp]].concat());
        xml.empty("wp:extent", &[("cx", &cx), ("cy", &cy)]);
        xml.empty("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]);
        xml.empty("wp:docPr", &[("id", &number), ("name", &name), ("descr", &chart.alternative)]);
        xml.within("wp:cNvGraphicFramePr", &[], |xml| xml.empty("a:graphicFrameLocks", &[a, ("noChangeAspect", "1")]));
        xml.open("a:graphic", &[a]);
        xml.open("a:graphicData", &[("uri", pic.1)]);
        xml.open("pic:pic", &[pic]);
        xml.within("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", &number), ("name", &name), ("descr", &chart.alternative)]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.within("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", &relation)]);
            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.within("pic:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
            });
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
        for tag in ["pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"] {
            xml.close(tag);
        }
    }
}
