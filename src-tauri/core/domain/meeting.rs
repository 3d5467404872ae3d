//! A meeting with a company (rulebook 3).

use super::vocabulary::vocabulary;

vocabulary! {
    /// 方式.
    Mode {
        /// 外出拜访.
        Visit = "visit",
        /// 来访接待.
        Received = "received",
        /// 视频.
        Video = "video",
        /// 电话.
        Call = "call",
        /// 活动.
        Event = "event",
    }
}

vocabulary! {
    /// 层级: whose meeting it was.
    Level {
        /// 省级.
        Province = "province",
        /// 市级.
        City = "city",
        /// 区级.
        District = "district",
        /// 科室.
        Section = "section",
    }
}
