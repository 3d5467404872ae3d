//! Styles, native numbering, settings and the table of fonts.

use std::collections::BTreeSet;

use daowei_core::words::Language;

use super::super::fonts::Face;
use super::xml::Xml;
use super::{W, is_chinese, page};

/// Letters of the text stand this much closer, in twips, so that 28 of 16 pt fill 156 mm. The page has the grid that the
/// standard asks for, but paragraphs do not snap to it: their lines are as high as its own, and LibreOffice would give
/// a letter that is wider than its square, as 16 pt are, two of them.
const TIGHTER: &str = "-6";

/// How a paragraph stands.
#[derive(Default, Clone, Copy)]
struct Stand {
    keep_next: bool,
    /// Level and list of its number.
    number: Option<u8>,
    /// Whether 28 letters fill a line.
    dense: bool,
    /// Space above and below, and the height of lines; twips.
    above: u32,
    below: u32,
    line: Line,
    indent: Indent,
    jc: Option<&'static str>,
    outline: Option<u8>,
}

#[derive(Default, Clone, Copy)]
enum Line {
    /// As its style is based.
    #[default]
    Same,
    /// Exactly this.
    Exact(u32),
    /// As high as what stands in it.
    Natural,
}

#[derive(Default, Clone, Copy)]
enum Indent {
    #[default]
    Same,
    None,
    /// The first line, by two characters of this many twips each.
    First(u32),
    /// Hanging behind a mark: left, hanging; twips.
    Hanging(u32, u32),
    /// On the right, by four characters of this many twips each.
    Right(u32),
}

/// How its letters look.
#[derive(Clone, Copy)]
struct Type {
    face: Option<Face>,
    bold: bool,
    /// Half points.
    size: u32,
}

struct Styles {
    xml: Xml,
    chinese: bool,
    /// The text's size in half points, and its lines' pitch in twips.
    size: u32,
}

/// The styles; `sizes` are those of the tables' type.
pub(super) fn styles(language: Language, sizes: &BTreeSet<u8>) -> Xml {
    let chinese = is_chinese(language);
    let mut styles = Styles { xml: Xml::part(), chinese, size: if chinese { 32 } else { 24 } };
    styles.xml.open("w:styles", &[("xmlns:w", W)]);
    styles.defaults(language);
    styles.text();
    styles.headings();
    styles.around();
    styles.tables(sizes);
    styles.xml.close("w:styles");
    styles.xml
}

impl Styles {
    /// A face of the Chinese edition; the English one has one.
    fn face(&self, face: Face) -> Option<Face> {
        if self.chinese { Some(face) } else { None }
    }

    fn defaults(&mut self, language: Language) {
        let face = if self.chinese { Face::FangSong } else { Face::Roman };
        let size = self.size.to_string();
        self.xml.within("w:docDefaults", &[], |xml| {
            xml.within("w:rPrDefault", &[], |xml| {
                xml.within("w:rPr", &[], |xml| {
                    fonts_of(xml, face, Face::FangSong);
                    xml.val("w:sz", &size);
                    xml.val("w:szCs", &size);
                    xml.empty("w:lang", &[("w:val", language_of(language)), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
                });
            });
            xml.within("w:pPrDefault", &[], |xml| xml.within("w:pPr", &[], |_| {}));
        });
    }

    fn line(&self) -> u32 {
        if self.chinese { page::LINE } else { 400 }
    }

    fn text(&mut self) {
        let (line, size) = (self.line(), self.size.to_string());
        let chinese = self.chinese;
        self.xml.within("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.val("w:name", "Normal");
            xml.empty("w:qFormat", &[]);
            xml.within("w:pPr", &[], |xml| {
                // A page has 22 lines, whatever stands alone on it then.
                xml.val("w:widowControl", "0");
                if chinese {
                    // A stop that hangs over the edge is taken from the figure that it belongs to.
                    xml.val("w:overflowPunct", "0");
                    xml.val("w:autoSpaceDE", "0");
                    xml.val("w:autoSpaceDN", "0");
                    xml.val("w:adjustRightInd", "0");
                    xml.val("w:snapToGrid", "0");
                }
                xml.empty("w:spacing", &[("w:line", &line.to_string()), ("w:lineRule", "exact")]);
                xml.val("w:jc", "both");
            });
            // Said once more: the grid's squares are as wide as the letters of this very style.
            xml.within("w:rPr", &[], |xml| {
                if chinese {
                    xml.val("w:snapToGrid", "0");
                }
                xml.val("w:sz", &size);
                xml.val("w:szCs", &size);
            });
        });
        self.xml.within("w:style", &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")], |xml| {
            xml.val("w:name", "Default Paragraph Font");
            xml.val("w:uiPriority", "1");
            xml.empty("w:semiHidden", &[]);
        });
        let same = Type { face: None, bold: false, size: self.size };
        let indent = if chinese { Indent::First(320) } else { Indent::None };
        let below = if chinese { 0 } else { 120 };
        self.paragraph("BodyText", "Body Text", Stand { dense: true, below, indent, ..Stand::default() }, same);
        let title = Stand { below: line, jc: Some("center"), ..Stand::default() };
        let big = Type { face: self.face(Face::XiaoBiaoSong), bold: !chinese, size: if chinese { 44 } else { 36 } };
        self.paragraph("Title", "Title", title, big);
    }

    fn headings(&mut self) {
        let faces = [Face::Hei, Face::Kai, Face::FangSong];
        for (level, face) in (0_u8..).zip(faces) {
            let (id, name) = (format!("Heading{}", level + 1), format!("heading {}", level + 1));
            let indent = if self.chinese { Indent::First(320) } else { Indent::None };
            let (above, below) = if self.chinese { (0, 0) } else { (200, 80) };
            let stand = Stand {
                keep_next: true,
                dense: true,
                number: Some(level),
                above,
                below,
                indent,
                jc: Some("left"),
                outline: Some(level),
                ..Stand::default()
            };
            let (bold, size) = if self.chinese { (false, self.size) } else { (true, self.size + 4 - 2 * u32::from(level)) };
            let look = Type { face: self.face(face), bold, size };
            self.paragraph(&id, &name, stand, look);
        }
    }

    /// What stands around the text: captions, notes, the list of annexes, the signature, heads and feet.
    fn around(&mut self) {
        let text = Type { face: None, bold: false, size: self.size };
        let small = Type { size: 21, ..text };
        let mark = Type { face: self.face(Face::Hei), bold: !self.chinese, size: self.size };
        let caption = Type { face: self.face(Face::Hei), bold: !self.chinese, size: 24 };
        let page_number = Type { face: self.face(Face::Song), bold: false, size: 28 };
        let free = Stand { line: Line::Exact(360), indent: Indent::None, ..Stand::default() };
        let centred = Stand { jc: Some("center"), above: 120, ..free };
        self.paragraph("Caption", "caption", Stand { keep_next: true, ..centred }, caption);
        self.paragraph("FigureCaption", "Figure caption", Stand { above: 0, below: 120, ..centred }, caption);
        let figure = Stand { keep_next: true, line: Line::Natural, above: 120, below: 60, jc: Some("center"), ..free };
        self.paragraph("Figure", "Figure", figure, text);
        self.paragraph("Unit", "Table unit", Stand { keep_next: true, jc: Some("right"), ..free }, small);
        self.paragraph("Note", "Note", Stand { above: 40, below: 40, line: Line::Exact(320), ..free }, small);
        let em = self.size * 10;
        let line = self.line();
        let list = Stand { dense: true, indent: Indent::Hanging(em * 6, em * 4), jc: Some("left"), ..Stand::default() };
        self.paragraph("AnnexListFirst", "Annex list first", Stand { above: line, ..list }, text);
        self.paragraph("AnnexList", "Annex list", list, text);
        let signed = Stand { dense: true, indent: Indent::Right(em), jc: Some("right"), ..Stand::default() };
        self.paragraph("Issuer", "Issuer", Stand { keep_next: true, above: line, ..signed }, text);
        self.paragraph("Dated", "Dated", signed, text);
        let first = Stand { keep_next: true, dense: true, indent: Indent::None, jc: Some("left"), ..Stand::default() };
        self.paragraph("AnnexMark", "Annex mark", first, mark);
        let title =
            Stand { keep_next: true, above: line, below: line / 2, jc: Some("center"), outline: Some(0), ..Stand::default() };
        let big = Type { face: self.face(Face::XiaoBiaoSong), bold: !self.chinese, size: if self.chinese { 44 } else { 32 } };
        self.paragraph("AnnexTitle", "Annex title", title, big);
        self.paragraph("Header", "header", Stand { line: Line::Natural, ..free }, Type { size: 18, ..text });
        self.paragraph("Footer", "footer", Stand { line: Line::Natural, ..free }, page_number);
        self.paragraph("End", "End of section", Stand { line: Line::Exact(20), ..free }, Type { size: 2, ..text });
    }

    fn tables(&mut self, sizes: &BTreeSet<u8>) {
        self.xml.within("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
            xml.val("w:name", "Normal Table");
            xml.val("w:uiPriority", "99");
            xml.empty("w:semiHidden", &[]);
            xml.within("w:tblPr", &[], |xml| {
                xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
                margins(xml, "108");
            });
        });
        self.xml.within("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "ReportTable")], |xml| {
            xml.val("w:name", "Report table");
            xml.val("w:basedOn", "TableNormal");
            xml.within("w:tblPr", &[], |xml| {
                xml.within("w:tblBorders", &[], |xml| {
                    for (side, size) in [
                        ("w:top", "6"),
                        ("w:left", "2"),
                        ("w:bottom", "6"),
                        ("w:right", "2"),
                        ("w:insideH", "2"),
                        ("w:insideV", "2"),
                    ] {
                        xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", "auto")]);
                    }
                });
                margins(xml, "57");
            });
        });
        for size in sizes {
            let twips = u32::from(*size) * 10;
            let line = Line::Exact(twips * 13 / 10);
            let cell = Stand { line, above: twips / 6, below: twips / 6, indent: Indent::None, ..Stand::default() };
            let look = Type { face: None, bold: false, size: u32::from(*size) };
            for (side, name, jc) in [("L", "left", "left"), ("C", "centre", "center"), ("R", "right", "right")] {
                let id = format!("Cell{size}{side}");
                let name = format!("Cell {} {name}", half(*size));
                self.paragraph(&id, &name, Stand { jc: Some(jc), ..cell }, look);
            }
            let head = Type { face: self.face(Face::Hei), bold: !self.chinese, ..look };
            let name = format!("Head {}", half(*size));
            self.paragraph(&format!("Head{size}"), &name, Stand { jc: Some("center"), keep_next: true, ..cell }, head);
        }
    }

    fn paragraph(&mut self, id: &str, name: &str, stand: Stand, look: Type) {
        let (chinese, text_size) = (self.chinese, self.size);
        let built_in = ["Body Text", "Title", "heading 1", "heading 2", "heading 3", "caption", "header", "footer"].contains(&name);
        let custom = [("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id)];
        let known = [("w:type", "paragraph"), ("w:styleId", id)];
        self.xml.within("w:style", if built_in { &known } else { &custom }, |xml| {
            xml.val("w:name", name);
            xml.val("w:basedOn", "Normal");
            if stand.outline.is_some() || id == "Title" {
                xml.val("w:next", "BodyText");
            }
            xml.empty("w:qFormat", &[]);
            xml.within("w:pPr", &[], |xml| stand.write(xml));
            xml.within("w:rPr", &[], |xml| {
                if let Some(face) = look.face {
                    fonts_of(xml, face, face);
                }
                if look.bold {
                    xml.empty("w:b", &[]);
                }
                if stand.dense && chinese {
                    xml.val("w:spacing", TIGHTER);
                }
                if look.size != text_size {
                    xml.val("w:sz", &look.size.to_string());
                    xml.val("w:szCs", &look.size.to_string());
                }
            });
        });
    }
}

impl Stand {
    /// The properties in the order of the schema.
    fn write(self, xml: &mut Xml) {
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if let Some(level) = self.number {
            xml.within("w:numPr", &[], |xml| {
                xml.val("w:ilvl", &level.to_string());
                xml.val("w:numId", "1");
            });
        }
        let (above, below) = (self.above.to_string(), self.below.to_string());
        let mut spacing = vec![("w:before", above.as_str()), ("w:after", &below)];
        let exact;
        match self.line {
            Line::Same => {}
            Line::Exact(height) => {
                exact = height.to_string();
                spacing.extend([("w:line", exact.as_str()), ("w:lineRule", "exact")]);
            }
            Line::Natural => spacing.extend([("w:line", "240"), ("w:lineRule", "auto")]),
        }
        xml.empty("w:spacing", &spacing);
        match self.indent {
            Indent::Same => {}
            Indent::None => xml.empty("w:ind", &[("w:firstLineChars", "0"), ("w:firstLine", "0")]),
            Indent::First(em) => {
                xml.empty("w:ind", &[("w:firstLineChars", "200"), ("w:firstLine", &(em * 2).to_string())]);
            }
            Indent::Hanging(left, hanging) => {
                xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &hanging.to_string())]);
            }
            Indent::Right(em) => xml.empty("w:ind", &[("w:rightChars", "400"), ("w:right", &(em * 4).to_string())]),
        }
        if let Some(jc) = self.jc {
            xml.val("w:jc", jc);
        }
        if let Some(level) = self.outline {
            xml.val("w:outlineLvl", &level.to_string());
        }
    }
}

/// Half points as points.
fn half(size: u8) -> String {
    if size.is_multiple_of(2) { (size / 2).to_string() } else { format!("{}.5", size / 2) }
}

fn margins(xml: &mut Xml, side: &str) {
    xml.within("w:tblCellMar", &[], |xml| {
        for (tag, width) in [("w:top", "0"), ("w:left", side), ("w:bottom", "0"), ("w:right", side)] {
            xml.empty(tag, &[("w:w", width), ("w:type", "dxa")]);
        }
    });
}

fn fonts_of(xml: &mut Xml, latin: Face, east: Face) {
    let (latin, east) = (latin.named(), east.named());
    xml.empty("w:rFonts", &[("w:ascii", latin), ("w:eastAsia", east), ("w:hAnsi", latin), ("w:cs", latin)]);
}

/// The language of letters and digits. In a Chinese text it is not Chinese: LibreOffice would break a figure anywhere, as
/// it breaks a row of characters.
const fn language_of(language: Language) -> &'static str {
    match language {
        Language::ZhCn => "en-US",
        Language::En => "en-GB",
    }
}

/// The numbers of headings: one list for the text, and one that begins anew for each annex.
pub(super) fn numbering(language: Language, annexes: usize) -> Xml {
    let levels = if is_chinese(language) {
        [
            ("chineseCountingThousand", "%1、", "nothing"),
            ("chineseCountingThousand", "（%2）", "nothing"),
            ("decimal", "%3.", "nothing"),
        ]
    } else {
        [("decimal", "%1.", "space"), ("decimal", "%1.%2", "space"), ("decimal", "(%3)", "space")]
    };
    let mut xml = Xml::part();
    xml.within("w:numbering", &[("xmlns:w", W)], |xml| {
        xml.within("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
            xml.val("w:multiLevelType", "multilevel");
            for (level, (format, text, behind)) in levels.iter().enumerate() {
                xml.within("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                    xml.val("w:start", "1");
                    xml.val("w:numFmt", format);
                    xml.val("w:pStyle", &["Heading", &(level + 1).to_string()].concat());
                    xml.val("w:suff", behind);
                    xml.val("w:lvlText", text);
                    xml.val("w:lvlJc", "left");
                });
            }
        });
        for list in 1..=annexes + 1 {
            xml.within("w:num", &[("w:numId", &list.to_string())], |xml| {
                xml.val("w:abstractNumId", "0");
                if list > 1 {
                    for level in ["0", "1", "2"] {
                        xml.within("w:lvlOverride", &[("w:ilvl", level)], |xml| xml.val("w:startOverride", "1"));
                    }
                }
            });
        }
    });
    xml
}

/// Different feet of odd and even pages, punctuation that may be squeezed, the layout of today's programs.
pub(super) fn settings(language: Language) -> Xml {
    let mut xml = Xml::part();
    xml.within("w:settings", &[("xmlns:w", W)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", "420");
        xml.empty("w:evenAndOddHeaders", &[]);
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.within("w:compat", &[], |xml| {
            for old in [
                "w:spaceForUL",
                "w:balanceSingleByteDoubleByteWidth",
                "w:doNotLeaveBackslashAlone",
                "w:ulTrailSpace",
                "w:doNotExpandShiftReturn",
            ] {
                xml.empty(old, &[]);
            }
            xml.empty("w:adjustLineHeightInTable", &[]);
            xml.empty("w:useFELayout", &[]);
            let mode = [("w:name", "compatibilityMode"), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", "15")];
            xml.empty("w:compatSetting", &mode);
        });
        xml.empty("w:themeFontLang", &[("w:val", language_of(language)), ("w:eastAsia", "zh-CN")]);
    });
    xml
}

/// The fonts that are named, and under which other names a machine may have them or what stands for them.
pub(super) fn fonts() -> Xml {
    let mut xml = Xml::part();
    xml.within("w:fonts", &[("xmlns:w", W)], |xml| {
        for face in Face::ALL {
            let (open, charset, family) = match face {
                Face::FangSong => ("仿宋,Zhuque Fangsong,FandolFang,Noto Serif CJK SC", "86", "roman"),
                Face::Hei => ("Noto Sans CJK SC,Source Han Sans SC", "86", "swiss"),
                Face::Kai => ("楷体,AR PL UKai CN,FandolKai,LXGW WenKai", "86", "roman"),
                Face::XiaoBiaoSong => ("方正小标宋_GBK,Noto Serif CJK SC,Source Han Serif SC", "86", "roman"),
                Face::Song => ("Noto Serif CJK SC,Source Han Serif SC", "86", "roman"),
                Face::Roman => ("Tinos", "00", "roman"),
            };
            xml.within("w:font", &[("w:name", face.named())], |xml| {
                xml.val("w:altName", &[face.alternative(), ",", open].concat());
                xml.val("w:charset", charset);
                xml.val("w:family", family);
                xml.val("w:pitch", if matches!(face, Face::Roman) { "variable" } else { "default" });
            });
        }
    });
    xml
}
