//! The order in which ECMA-376 (transitional) has the children of properties: other programs repair what does not keep it.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{names, part, standard};

/// Each parent with the order of its children.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
            "suppressLineNumbers",
            "pBdr",
            "shd",
            "tabs",
            "suppressAutoHyphens",
            "kinsoku",
            "wordWrap",
            "overflowPunct",
            "topLinePunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "bidi",
            "adjustRightInd",
            "snapToGrid",
            "spacing",
            "ind",
            "contextualSpacing",
            "mirrorIndents",
            "suppressOverlap",
            "jc",
            "textDirection",
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
            "rPr",
            "sectPr",
            "pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "smallCaps",
            "strike",
            "dstrike",
            "outline",
            "shadow",
            "emboss",
            "imprint",
            "noProof",
            "snapToGrid",
            "vanish",
            "webHidden",
            "color",
            "spacing",
            "w",
            "kern",
            "position",
            "sz",
            "szCs",
            "highlight",
            "u",
            "effect",
            "bdr",
            "shd",
            "fitText",
            "vertAlign",
            "rtl",
            "cs",
            "em",
            "lang",
            "eastAsianLayout",
            "specVanish",
            "oMath",
        ],
    ),
    (
        "w:sectPr",
        &[
            "headerReference",
            "footerReference",
            "footnotePr",
            "endnotePr",
            "type",
            "pgSz",
            "pgMar",
            "paperSrc",
            "pgBorders",
            "lnNumType",
            "pgNumType",
            "cols",
            "formProt",
            "vAlign",
            "noEndnote",
            "titlePg",
            "textDirection",
            "bidi",
            "rtlGutter",
            "docGrid",
            "printerSettings",
            "sectPrChange",
        ],
    ),
    (
        "w:tblPr",
        &[
            "tblStyle",
            "tblpPr",
            "tblOverlap",
            "bidiVisual",
            "tblStyleRowBandSize",
            "tblStyleColBandSize",
            "tblW",
            "jc",
            "tblCellSpacing",
            "tblInd",
            "tblBorders",
            "shd",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
            "tblDescription",
        ],
    ),
    (
        "w:tcPr",
        &[
            "cnfStyle",
            "tcW",
            "gridSpan",
            "hMerge",
            "vMerge",
            "tcBorders",
            "shd",
            "noWrap",
            "tcMar",
            "textDirection",
            "tcFitText",
            "vAlign",
            "hideMark",
        ],
    ),
    // Of these each may stand anywhere, so only strangers are found.
    ("w:trPr", &["cantSplit", "trHeight", "tblHeader", "tblCellSpacing", "jc", "hidden"]),
    ("w:tblBorders", &["top", "left", "bottom", "right", "insideH", "insideV"]),
    ("w:tblCellMar", &["top", "left", "bottom", "right"]),
    ("w:tbl", &["tblPr", "tblGrid", "tr"]),
    ("w:tr", &["tblPrEx", "trPr", "tc"]),
    ("w:tc", &["tcPr", "p"]),
    ("w:numPr", &["ilvl", "numId"]),
    (
        "w:style",
        &[
            "name",
            "aliases",
            "basedOn",
            "next",
            "link",
            "autoRedefine",
            "hidden",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "locked",
            "rsid",
            "pPr",
            "rPr",
            "tblPr",
            "trPr",
            "tcPr",
            "tblStylePr",
        ],
    ),
    ("w:styles", &["docDefaults", "latentStyles", "style"]),
    ("w:numbering", &["numPicBullet", "abstractNum", "num"]),
    ("w:abstractNum", &["nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"]),
    ("w:lvl", &["start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "legacy", "lvlJc", "pPr", "rPr"]),
    ("w:num", &["abstractNumId", "lvlOverride"]),
    ("w:font", &["altName", "panose1", "charset", "family", "notTrueType", "pitch", "sig"]),
    (
        "w:settings",
        &["zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang", "clrSchemeMapping"],
    ),
    (
        "w:compat",
        &[
            "spaceForUL",
            "balanceSingleByteDoubleByteWidth",
            "doNotLeaveBackslashAlone",
            "ulTrailSpace",
            "doNotExpandShiftReturn",
            "adjustLineHeightInTable",
            "useFELayout",
            "compatSetting",
        ],
    ),
    ("wp:inline", &["extent", "effectExtent", "docPr", "cNvGraphicFramePr", "graphic"]),
    ("pic:pic", &["nvPicPr", "blipFill", "spPr"]),
    ("w:body", &["p|tbl", "sectPr"]),
];

/// The first child that stands where it may not, as `parent: child`.
pub(super) fn misplaced(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    // The open tags, and how far in the order of each its children have come.
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        let event = reader.read_event().expect("XML");
        let (name, is_start) = match &event {
            Event::Start(tag) => (tag.name().as_ref().to_owned(), true),
            Event::Empty(tag) => (tag.name().as_ref().to_owned(), false),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => return None,
            _ => continue,
        };
        if let Some((parent, at)) = open.last_mut()
            && let Some((_, order)) = ORDERS.iter().find(|(name, _)| name == parent)
        {
            let local = name.split_once(':').map_or(name.as_str(), |(_, local)| local);
            let Some(place) = order.iter().position(|one| one.split('|').any(|one| one == local)) else {
                return Some(format!("{parent}: {local} is unknown there"));
            };
            if place < *at && parent != "w:trPr" {
                return Some(format!("{parent}: {local} comes too late"));
            }
            *at = place;
        }
        if is_start {
            open.push((name, 0));
        }
    }
}

#[test]
fn every_child_stands_where_the_schema_has_it() {
    let bytes = standard();
    for name in names(&bytes).iter().filter(|name| name.ends_with(".xml")) {
        assert_eq!(misplaced(&part(&bytes, name)), None, "{name}");
    }
    let wrong = "<w:sectPr><w:pgSz/><w:footerReference/></w:sectPr>";
    assert_eq!(misplaced(wrong).as_deref(), Some("w:sectPr: footerReference comes too late"));
    assert!(misplaced("<w:pPr><w:jc/><w:spacing/></w:pPr>").is_some());
    assert!(misplaced("<w:body><w:sectPr/><w:p/></w:body>").is_some());
}

#[test]
fn every_part_that_is_named_is_there() {
    let bytes = standard();
    let there = names(&bytes);
    for target in super::all(&part(&bytes, "word/_rels/document.xml.rels"), "Relationship", "Target") {
        assert!(there.contains(&["word/", &target].concat()), "{target}");
    }
    for named in super::all(&part(&bytes, "[Content_Types].xml"), "Override", "PartName") {
        assert!(there.contains(&named.trim_start_matches('/').to_owned()), "{named}");
    }
    let styles = super::all(&part(&bytes, "word/styles.xml"), "w:style", "w:styleId");
    for used in super::all(&part(&bytes, "word/document.xml"), "w:pStyle", "w:val") {
        assert!(styles.contains(&used), "{used}");
    }
}
