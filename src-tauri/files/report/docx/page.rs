//! The page: its size, margins and grid, the page number at its foot, the watermark behind it.
//!
//! GB/T 9704-2012: A4; margins 37 mm above and 28 mm on the left around a text area of 156 × 225 mm, which holds 22 lines
//! of 28 characters. A page that lies across is the same page turned.

use super::xml::Xml;
use super::{R, W};

/// A4 in twips.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// Margins in twips: 37, 26, 35 and 28 mm.
const TOP: u32 = 2_098;
const RIGHT: u32 = 1_474;
const BOTTOM: u32 = 1_984;
const LEFT: u32 = 1_587;
/// The pitch of lines in twips: 22 of them fill 225 mm; 28.99 pt, rounded down, for 22 rounded up would not fit.
pub(super) const LINE: u32 = 579;
/// What a character of 16 pt gives up so that 28 fill 156 mm, in 4096ths of a point.
const SQUEEZE: &str = "-842";
/// The page number stands 7 mm below the text.
const FOOT: &str = "1304";

pub(super) const FOOT_ODD: &str = "rFootOdd";
pub(super) const FOOT_EVEN: &str = "rFootEven";
pub(super) const HEAD_ODD: &str = "rHeadOdd";
pub(super) const HEAD_EVEN: &str = "rHeadEven";

/// How wide the text area is, in twips.
pub(super) const fn text_width(landscape: bool) -> u32 {
    if landscape { LONG - TOP - BOTTOM } else { SHORT - LEFT - RIGHT }
}

/// The properties of a section that ends here.
pub(super) fn section(xml: &mut Xml, landscape: bool, gridded: bool, watermarked: bool) {
    xml.within("w:sectPr", &[], |xml| {
        if watermarked {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", HEAD_ODD)]);
            xml.empty("w:headerReference", &[("w:type", "even"), ("r:id", HEAD_EVEN)]);
        }
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOT_ODD)]);
        xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", FOOT_EVEN)]);
        xml.val("w:type", "nextPage");
        let (short, long) = (SHORT.to_string(), LONG.to_string());
        if landscape {
            xml.empty("w:pgSz", &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]);
        } else {
            xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]);
        }
        let [top, right, bottom, left] =
            if landscape { [LEFT, TOP, RIGHT, BOTTOM] } else { [TOP, RIGHT, BOTTOM, LEFT] }.map(|margin| margin.to_string());
        // Turned, the foot has the 26 mm that are the right margin of the upright page.
        let foot = if landscape { "794" } else { FOOT };
        let margins = [
            ("w:top", top.as_str()),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", "851"),
            ("w:footer", foot),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
        xml.empty("w:cols", &[("w:space", "425")]);
        let pitch = LINE.to_string();
        match (gridded, landscape) {
            (true, false) => {
                let grid = [("w:type", "linesAndChars"), ("w:linePitch", pitch.as_str()), ("w:charSpace", SQUEEZE)];
                xml.empty("w:docGrid", &grid);
            }
            (true, true) => xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &pitch)]),
            (false, _) => xml.empty("w:docGrid", &[("w:linePitch", "360")]),
        }
    });
}

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", W),
    ("xmlns:r", R),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:w10", "urn:schemas-microsoft-com:office:word"),
];

/// A foot: the page number between dashes, on the outer side, a character away from the edge.
pub(super) fn foot(even: bool) -> Xml {
    let mut xml = Xml::part();
    xml.within("w:ftr", &NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.val("w:pStyle", "Footer");
                if even {
                    xml.empty("w:ind", &[("w:left", "280")]);
                    xml.val("w:jc", "left");
                } else {
                    xml.empty("w:ind", &[("w:right", "280")]);
                    xml.val("w:jc", "right");
                }
            });
            let run = |xml: &mut Xml, text: &str| {
                xml.within("w:r", &[], |xml| xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(text)));
            };
            run(xml, "— ");
            xml.within("w:fldSimple", &[("w:instr", " PAGE ")], |xml| run(xml, "1"));
            run(xml, " —");
        });
    });
    xml
}

/// A head that holds nothing but the watermark, across the page.
pub(super) fn head(watermark: &str, number: u8) -> Xml {
    let mut xml = Xml::part();
    let number = number.to_string();
    // Wide enough for the words, and never wider than the text area's diagonal.
    let characters = u32::try_from(watermark.chars().map(|c| if c < '\u{2e80}' { 1 } else { 2 }).sum::<usize>()).unwrap_or(2);
    let width = (characters * 60).clamp(120, 500);
    let height = (width * 2 / characters.max(1)).clamp(30, 140);
    let place = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin"
    );
    xml.within("w:hdr", &NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.val("w:pStyle", "Header"));
            xml.within("w:r", &[], |xml| {
                xml.within("w:pict", &[], |xml| {
                    let kind = [
                        ("id", "_x0000_t136"),
                        ("coordsize", "21600,21600"),
                        ("o:spt", "136"),
                        ("adj", "10800"),
                        ("path", "m@7,l@8,m@5,21600l@6,21600e"),
                    ];
                    xml.within("v:shapetype", &kind, |xml| {
                        xml.raw(WORD_ART);
                    });
                    let (id, spid) = (["PowerPlusWaterMarkObject", &number].concat(), ["_x0000_s205", &number].concat());
                    let shape = [
                        ("id", id.as_str()),
                        ("o:spid", &spid),
                        ("type", "#_x0000_t136"),
                        ("alt", watermark),
                        ("style", &place),
                        ("o:allowincell", "f"),
                        ("fillcolor", "#d9d9d9"),
                        ("stroked", "f"),
                    ];
                    xml.within("v:shape", &shape, |xml| {
                        xml.empty("v:fill", &[("opacity", ".5")]);
                        xml.empty("v:textpath", &[("style", "font-family:\"黑体\";font-size:1pt"), ("string", watermark)]);
                        xml.empty("w10:wrap", &[("anchorx", "margin"), ("anchory", "margin")]);
                    });
                });
            });
        });
    });
    xml
}

/// The shape of text along a line, as the drawing language predefines it.
const WORD_ART: &str = "<v:formulas><v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/>\
    <v:f eqn=\"sum 0 0 @2\"/><v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/>\
    <v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/><v:f eqn=\"mid @8 @5\"/>\
    <v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas>\
    <v:path textpathok=\"t\" o:connecttype=\"custom\" o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" \
    o:connectangles=\"270,180,90,0\"/><v:textpath on=\"t\" fitshape=\"t\"/>\
    <v:handles><v:h position=\"#0,bottomRight\" xrange=\"6629,14971\"/></v:handles><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>";
