//! Which installed font stands for a face that the page format names.
//!
//! GB/T 9704-2012 names commercial fonts; none is shipped. On a machine that has them they are used, elsewhere the open
//! one that comes nearest, and what was replaced is said ([`Fonts::replaced`]). Fonts are found by the names of their
//! files, because reading every installed font takes seconds; only what was found is opened.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use resvg::usvg::fontdb;

/// A face that the page format names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// 仿宋: the text, headings of level 3, tables.
    FangSong,
    /// 黑体: headings of level 1, heads of tables, charts.
    Hei,
    /// 楷体: headings of level 2.
    Kai,
    /// 小标宋: the title.
    XiaoBiaoSong,
    /// 宋体: page numbers.
    Song,
    /// Times New Roman: the text of the English edition.
    Roman,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 6] = [Self::FangSong, Self::Hei, Self::Kai, Self::XiaoBiaoSong, Self::Song, Self::Roman];

    /// The font's name in the page format; what a Word file names.
    #[must_use]
    pub const fn named(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋_GB2312",
            Self::Hei => "黑体",
            Self::Kai => "楷体_GB2312",
            Self::XiaoBiaoSong => "方正小标宋简体",
            Self::Song => "宋体",
            Self::Roman => "Times New Roman",
        }
    }

    /// The same face under the name that most machines have it.
    #[must_use]
    pub const fn alternative(self) -> &'static str {
        match self {
            Self::FangSong => "FangSong",
            Self::Hei => "SimHei",
            Self::Kai => "KaiTi",
            Self::XiaoBiaoSong => "FZXiaoBiaoSong-B05S",
            Self::Song => "SimSun",
            Self::Roman => "Liberation Serif",
        }
    }

    /// Files that are the face itself, in lower case, the best first.
    const fn own(self) -> &'static [&'static str] {
        match self {
            Self::FangSong => &["仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "simfang.ttf", "fzfsk.ttf", "fzfsjw.ttf", "stfangso.ttf"],
            Self::Hei => &["simhei.ttf", "fzhtk.ttf", "fzhtjw.ttf", "stheiti medium.ttc"],
            Self::Kai => {
                &["楷体_gb2312.ttf", "kaiti_gb2312.ttf", "simkai.ttf", "fzktk.ttf", "fzktjw.ttf", "kaiti.ttc", "stkaiti.ttf"]
            }
            Self::XiaoBiaoSong => &["方正小标宋简体.ttf", "方正小标宋_gbk.ttf", "fzxbsjw.ttf", "fzxbsk.ttf"],
            Self::Song => &["simsun.ttc", "simsun.ttf", "fzssk.ttf", "stsong.ttf", "songti.ttc"],
            Self::Roman => &["times.ttf", "times new roman.ttf", "times_new_roman.ttf"],
        }
    }

    /// Files of open fonts that may stand for it, the nearest first.
    const fn open(self) -> &'static [&'static str] {
        match self {
            Self::FangSong => &[
                "zhuquefangsong-regular.ttf",
                "fandolfang-regular.otf",
                "notoserifcjksc-regular.otf",
                "notoserifcjk-regular.ttc",
                "notoserifsc-regular.otf",
                "sourcehanserifsc-regular.otf",
                "sourcehanserif-regular.ttc",
                "fandolsong-regular.otf",
                "uming.ttc",
            ],
            Self::Hei => &[
                "notosanscjksc-medium.otf",
                "notosanscjk-medium.ttc",
                "sourcehansanssc-medium.otf",
                "notosanscjksc-regular.otf",
                "notosanscjk-regular.ttc",
                "sourcehansanssc-regular.otf",
                "sourcehansans-regular.ttc",
                "fandolhei-regular.otf",
                "wqy-zenhei.ttc",
                "wqy-microhei.ttc",
            ],
            Self::Kai => &[
                "gkai00mp.ttf",
                "ukai.ttc",
                "fandolkai-regular.otf",
                "lxgwwenkai-regular.ttf",
                "lxgwwenkai-medium.ttf",
                "notoserifcjksc-regular.otf",
                "notoserifcjk-regular.ttc",
                "sourcehanserifsc-regular.otf",
                "uming.ttc",
            ],
            Self::XiaoBiaoSong => &[
                "notoserifcjksc-semibold.otf",
                "notoserifcjk-semibold.ttc",
                "notoserifcjksc-bold.otf",
                "notoserifcjk-bold.ttc",
                "sourcehanserifsc-bold.otf",
                "fandolsong-bold.otf",
                "notoserifcjk-regular.ttc",
                "uming.ttc",
            ],
            Self::Song => &[
                "notoserifcjksc-regular.otf",
                "notoserifcjk-regular.ttc",
                "sourcehanserifsc-regular.otf",
                "sourcehanserif-regular.ttc",
                "fandolsong-regular.otf",
                "uming.ttc",
            ],
            Self::Roman => &[
                "liberationserif-regular.ttf",
                "tinos-regular.ttf",
                "texgyretermes-regular.otf",
                "notoserif-regular.ttf",
                "dejavuserif.ttf",
                "notoserifcjk-regular.ttc",
            ],
        }
    }

    /// The file of the bold cut beside a regular one, for rows of totals.
    fn bold_of(file: &str) -> Option<&'static str> {
        match file {
            "notoserifcjksc-regular.otf" => Some("notoserifcjksc-bold.otf"),
            "notoserifcjk-regular.ttc" => Some("notoserifcjk-bold.ttc"),
            "sourcehanserifsc-regular.otf" => Some("sourcehanserifsc-bold.otf"),
            "liberationserif-regular.ttf" => Some("liberationserif-bold.ttf"),
            "times.ttf" => Some("timesbd.ttf"),
            "notosanscjk-regular.ttc" => Some("notosanscjk-bold.ttc"),
            "notosanscjksc-regular.otf" => Some("notosanscjksc-bold.otf"),
            _ => None,
        }
    }
}

/// Files with the rare characters of names that a face may lack, in lower case.
const WIDE: &[&str] = &[
    "notoserifcjk-regular.ttc",
    "notosanscjk-regular.ttc",
    "notoserifcjksc-regular.otf",
    "notosanscjksc-regular.otf",
    "simsunb.ttf",
    "simsun-extb.ttf",
    "simsunextg.ttf",
    "hanazonob.ttf",
    "hanaminb.ttf",
    "dejavusans.ttf",
];

/// A font in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// Its file.
    pub path: PathBuf,
    /// Its place in a collection.
    pub index: u32,
    /// The name of its family, as the file says it in English.
    pub family: String,
    /// Its weight, 400 for a regular one: a title may stand in the bold cut of the text's family.
    pub weight: u16,
    /// The bold cut of the same family, where it is known.
    pub bold: Option<PathBuf>,
}

/// A face for which another font stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The face.
    pub face: Face,
    /// The family that stands for it; nothing where no font could be found at all.
    pub by: Option<String>,
}

/// The fonts of this machine that a report uses.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    faces: HashMap<Face, (Font, bool)>,
    wide: Vec<Font>,
}

/// How deep folders of fonts are looked through, and how many files at most: a home folder may hold anything.
const DEPTH_MAX: u8 = 6;
const FILES_MAX: usize = 50_000;

impl Fonts {
    /// Those of this machine, looked for once.
    #[must_use]
    pub fn here() -> &'static Self {
        static HERE: std::sync::OnceLock<Fonts> = std::sync::OnceLock::new();
        HERE.get_or_init(Self::installed)
    }

    /// Those in the folders where this system keeps fonts.
    #[must_use]
    pub fn installed() -> Self {
        Self::within(&folders())
    }

    /// Those in these folders and the folders in them; of two files with one name the first folder's counts.
    #[must_use]
    pub fn within(folders: &[PathBuf]) -> Self {
        let mut files = HashMap::new();
        for folder in folders {
            walk(folder, DEPTH_MAX, &mut files);
        }
        let found = |names: &[&str]| names.iter().find_map(|name| open(name, &files));
        let faces = Face::ALL.into_iter().filter_map(|face| {
            let own = found(face.own()).map(|font| (font, true));
            Some((face, own.or_else(|| found(face.open()).map(|font| (font, false)))?))
        });
        Self { faces: faces.collect(), wide: WIDE.iter().filter_map(|name| open(name, &files)).collect() }
    }

    /// The font that stands for a face; nothing where there is none at all.
    #[must_use]
    pub fn of(&self, face: Face) -> Option<&Font> {
        self.faces.get(&face).map(|(font, _)| font)
    }

    /// The faces for which another font stands, or none. The English face matters to the English edition only.
    #[must_use]
    pub fn replaced(&self) -> Vec<Replaced> {
        let replaced = Face::ALL.into_iter().filter(|face| !self.faces.get(face).is_some_and(|(_, own)| *own));
        replaced.map(|face| Replaced { face, by: self.of(face).map(|font| font.family.clone()) }).collect()
    }

    /// Fonts that hold rare characters, to be asked after the faces, the best first.
    #[must_use]
    pub fn wide(&self) -> &[Font] {
        &self.wide
    }

    /// The fonts of a chart: the sans of the headings, then those with rare characters.
    pub fn for_charts(&self) -> impl Iterator<Item = &Font> {
        self.of(Face::Hei).into_iter().chain(&self.wide)
    }

    /// The family in which a chart is written.
    #[must_use]
    pub fn chart_family(&self) -> &str {
        self.for_charts().next().map_or("sans-serif", |font| &font.family)
    }

    /// Every file of them once, bold cuts included, the faces first.
    #[must_use]
    pub fn files(&self) -> Vec<&Path> {
        let faces = Face::ALL.iter().filter_map(|face| self.of(*face));
        let mut files: Vec<&Path> = Vec::new();
        for font in faces.chain(&self.wide) {
            for path in [Some(&font.path), font.bold.as_ref()].into_iter().flatten() {
                if !files.contains(&path.as_path()) {
                    files.push(path);
                }
            }
        }
        files
    }
}

/// Where this system keeps fonts: the user's own before the machine's.
fn folders() -> Vec<PathBuf> {
    let within = |variable: &str, folder: &str| std::env::var_os(variable).map(|base| Path::new(&base).join(folder));
    let fixed = |folder: &str| Some(PathBuf::from(folder));
    let all = if cfg!(windows) {
        vec![within("LOCALAPPDATA", "Microsoft/Windows/Fonts"), within("WINDIR", "Fonts")]
    } else if cfg!(target_os = "macos") {
        vec![
            within("HOME", "Library/Fonts"),
            fixed("/Library/Fonts"),
            fixed("/System/Library/Fonts"),
            fixed("/System/Library/AssetsV2/com_apple_MobileAsset_Font7"),
        ]
    } else {
        vec![
            within("XDG_DATA_HOME", "fonts"),
            within("HOME", ".local/share/fonts"),
            within("HOME", ".fonts"),
            fixed("/usr/local/share/fonts"),
            fixed("/usr/share/fonts"),
            fixed("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
        ]
    };
    all.into_iter().flatten().collect()
}

/// The font files in a folder by their names in lower case. What cannot be read is passed over.
fn walk(folder: &Path, deeper: u8, files: &mut HashMap<String, PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if files.len() >= FILES_MAX {
            return;
        }
        if path.is_dir() {
            if deeper > 0 {
                walk(&path, deeper - 1, files);
            }
        } else if let Some(name) = path.file_name() {
            files.entry(name.to_string_lossy().to_lowercase()).or_insert(path);
        }
    }
}

/// The font in the file of this name: of a collection the one for simplified Chinese, else the first.
fn open(name: &str, files: &HashMap<String, PathBuf>) -> Option<Font> {
    let path = files.get(name)?;
    let mut database = fontdb::Database::new();
    database.load_font_file(path).ok()?;
    let english = |face: &fontdb::FaceInfo| {
        let said = face.families.iter().find(|(_, language)| *language == fontdb::Language::English_UnitedStates);
        said.or_else(|| face.families.first()).map(|(family, _)| family.clone()).unwrap_or_default()
    };
    let simplified = |face: &&fontdb::FaceInfo| {
        let family = english(face);
        [" SC", " CN", " UMing CN", " UKai CN"].iter().any(|ending| family.ends_with(ending)) && !family.contains("Mono")
    };
    let face = database.faces().find(simplified).or_else(|| database.faces().next())?;
    let bold = Face::bold_of(name).and_then(|bold| files.get(bold)).cloned();
    Some(Font { path: path.clone(), index: face.index, family: english(face), weight: face.weight.0, bold })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_a_font_where_the_set_up_ran() {
        let fonts = Fonts::installed();
        for face in Face::ALL {
            assert!(fonts.of(face).is_some(), "{face:?}");
        }
        let replaced: Vec<Face> = fonts.replaced().iter().map(|one| one.face).collect();
        for face in Face::ALL {
            let own = fonts.of(face).is_some_and(|font| {
                let file = font.path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
                face.own().contains(&file.as_str())
            });
            assert_eq!(own, !replaced.contains(&face), "{face:?}");
        }
    }

    #[test]
    fn no_font_is_said_and_no_file_is_taken_for_one() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("SimFang.ttf"), "no font").expect("a file");
        let fonts = Fonts::within(&[folder.path().to_owned()]);
        assert!(fonts.of(Face::FangSong).is_none());
        assert_eq!(fonts.replaced().len(), Face::ALL.len());
        assert!(fonts.replaced().iter().all(|one| one.by.is_none()));
        assert!(fonts.files().is_empty());
        assert_eq!(fonts.chart_family(), "sans-serif");
    }
}
