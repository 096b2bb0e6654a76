//! The named checks of evidence section 9, with three of our own: V27 weak points, V28 the contract's rules, V29 seals.

use serde::Serialize;

macro_rules! checks {
    ($($id:ident $zh:literal $en:literal),+ $(,)?) => {
        /// One named check.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
        pub enum CheckId { $(#[doc = $en] $id),+ }

        impl CheckId {
            /// All checks in order.
            pub const ALL: &[Self] = &[$(Self::$id),+];

            /// `V01` …
            pub fn code(self) -> &'static str {
                match self { $(Self::$id => stringify!($id)),+ }
            }

            /// What is checked, in Chinese.
            pub fn zh(self) -> &'static str {
                match self { $(Self::$id => $zh),+ }
            }

            /// What is checked, in English.
            pub fn en(self) -> &'static str {
                match self { $(Self::$id => $en),+ }
            }
        }
    };
}

checks! {
    V01 "文件与清单一致，容器为唯一规范形式" "the files are the ones listed, in the container's one form",
    V02 "每一行都是规范写法" "every line is in canonical form",
    V03 "行号连续，同一会话" "lines are of known types, numbered without gaps, of one session",
    V04 "每一行衔接前一行的哈希" "every line carries the hash of the line before",
    V05 "首行开启，末行关闭" "one opening line first, one closing line last",
    V06 "时间不倒退" "times do not go back",
    V07 "个人信息与承诺值相符" "openings fit commitments, what is absent is accounted for",
    V08 "文件与记录的哈希一致" "documents are the ones in the record",
    V09 "每一方签署且仅签署一次，设备签名有效" "every party acted exactly once, signed by its own device",
    V10 "签署人所见的记录进度属实" "heads that parties saw were there",
    V11 "页面图像与录像一致" "page images and film are the ones in the record",
    V12 "末行的总数相符" "totals of the last line are right",
    V13 "日志叶子对应本会话" "leaves commit to exactly this session",
    V14 "叶子在日志之中" "leaves are in the log",
    V15 "检查点签名与受信密钥" "checkpoints are signed by the trusted log key",
    V16 "日志只增不改" "the log only grew between checkpoints",
    V17 "时间戳有效" "time-stamps are valid and from a trusted authority",
    V18 "所称时间在时间戳界限之内" "claimed times lie inside the time-stamps' bounds",
    V19 "下界时间戳先于会话入链" "the lower time-stamp entered the log before the session",
    V20 "见证人签名达到法定数" "witness quorum",
    V21 "外部存证回执" "outside anchors match the checkpoint",
    V22 "日志密钥声明" "key statements of the log",
    V23 "格式版本与算法在许可之列" "format version and algorithms are on the list",
    V24 "PDF 签名覆盖全文，其后无改动" "PDF signatures cover the file, no change after them",
    V25 "容器清单与其时间戳" "container manifest and its time-stamp",
    V26 "C2PA 副本属于本链" "a C2PA copy belongs to this chain",
    V27 "薄弱之处均已写明" "weak points are named",
    V28 "合同规则逐条重放无误" "every event was allowed by the contract's rules",
    V29 "印章记录经签名，与所用之章、所签证书相符" "seals are the ones in their signed records, and signed with their certificates",
}
