//! What is played: the document, the people, and how fast they are.

/// One ceremony.
#[derive(Clone)]
pub struct Script {
    pub title: String,
    pub document: Vec<u8>,
    /// Files that follow the document's last page.
    pub further: Vec<Vec<u8>>,
    /// What becomes of signatures that the document carries: `further`, `copy`; empty where it carries none.
    pub signed: &'static str,
    pub parties: Vec<PartyPlan>,
    pub viewers: usize,
    /// 1.0: as people would; 10.0: ten times as fast; 0.0: without any pause.
    pub pace: f64,
    /// `together` or `in_turn`.
    pub order: &'static str,
    /// Pages that the host turns before the signing; more are left out.
    pub turns: u64,
    /// What the host changes in the draft besides, before it is opened.
    pub shape: fn(&mut serde_json::Value),
}

/// A party as the host writes it down.
#[derive(Clone)]
pub struct PartyPlan {
    pub label: String,
    pub name: String,
    pub organisation: String,
    pub phone: String,
    pub records: bool,
}

const LABELS: [&str; 5] = ["甲方", "乙方", "丙方", "丁方", "戊方"];
const NAMES: [&str; 5] = ["张伟", "李娜", "王芳", "刘洋", "陈明"];

impl Script {
    /// Parties named as the golden handwriting writes, all recorded, all signing together.
    pub fn new(title: &str, document: Vec<u8>, parties: usize) -> Self {
        let party = |index: usize| PartyPlan {
            label: LABELS
                .get(index)
                .map_or_else(|| format!("第{}方", index + 1), |label| (*label).to_owned()),
            name: NAMES[index % NAMES.len()].to_owned(),
            organisation: format!("第{}（测试）有限公司", index + 1),
            phone: format!("139{:08}", index + 1),
            records: true,
        };
        Self {
            title: title.to_owned(),
            document,
            further: Vec::new(),
            signed: "",
            parties: (0..parties).map(party).collect(),
            viewers: 0,
            pace: 0.0,
            order: "together",
            turns: 3,
            shape: |_| (),
        }
    }
}
