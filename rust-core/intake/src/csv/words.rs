//! Words that call-log exporters use, in English and Chinese.

use dunlog_model::CallType;

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Number,
    Moment,
    Date,
    Clock,
    Type,
    Duration,
    Name,
    Sim,
    Id,
}

const HEADERS: [(Role, &[&str]); 9] = [
    (
        Role::Number,
        &[
            "number",
            "phone_number",
            "phonenumber",
            "phone",
            "号码",
            "电话号码",
            "对方号码",
            "手机号",
            "手机号码",
            "电话",
        ],
    ),
    (
        Role::Moment,
        &[
            "timestamp",
            "datetime",
            "date_time",
            "call_date",
            "call_time",
            "日期时间",
            "通话时间",
            "呼叫时间",
            "起始时间",
        ],
    ),
    (Role::Date, &["date", "日期"]),
    (Role::Clock, &["time", "时间"]),
    (Role::Type, &["call_type", "calltype", "type", "类型", "通话类型", "呼叫类型", "状态"]),
    (
        Role::Duration,
        &[
            "duration",
            "duration_s",
            "duration_seconds",
            "seconds",
            "时长",
            "通话时长",
            "时长(秒)",
            "通话时长(秒)",
            "通话秒数",
        ],
    ),
    (Role::Name, &["name", "contact_name", "contact", "cached_name", "姓名", "名称", "联系人"]),
    (
        Role::Sim,
        &[
            "sim_display_name",
            "phone_account_id",
            "subscription_id",
            "sim_id",
            "simid",
            "sim_slot",
            "sim",
            "sim卡",
            "卡槽",
        ],
    ),
    (Role::Id, &["_id", "id"]),
];

const TYPES: [(CallType, &[&str]); 7] = [
    (
        CallType::Answered,
        &[
            "incoming",
            "answered",
            "received",
            "in",
            "wifiincoming",
            "已接",
            "已接来电",
            "已接电话",
            "呼入",
            "来电",
            "接听",
            "被叫",
        ],
    ),
    (
        CallType::Outgoing,
        &[
            "outgoing",
            "dialed",
            "dialled",
            "out",
            "wifioutgoing",
            "呼出",
            "去电",
            "拨出",
            "已拨",
            "已拨电话",
            "主叫",
        ],
    ),
    (CallType::Missed, &["missed", "未接", "未接来电", "未接电话"]),
    (CallType::Voicemail, &["voicemail", "语音信箱", "语音邮件"]),
    (CallType::Rejected, &["rejected", "declined", "拒接", "已拒接", "已拒绝", "挂断"]),
    (CallType::Blocked, &["blocked", "拦截", "已拦截", "已屏蔽"]),
    (CallType::AnsweredElsewhere, &["answeredexternally", "其他设备接听"]),
];

/// The role of a header cell and how telling its word is: of two columns for one role the lower rank is taken.
pub(crate) fn rank(header: &str) -> Option<(Role, usize)> {
    let word = header.trim().to_lowercase().replace([' ', '-'], "_").replace('（', "(").replace('）', ")");
    HEADERS.iter().find_map(|(role, words)| {
        let rank = words.iter().position(|candidate| *candidate == word)?;
        Some((*role, rank))
    })
}

/// How a call ended: a number of Android, or a word (`CallType.missed` of Flutter included).
pub(crate) fn call_type(shown: &str) -> Option<CallType> {
    let word = shown.trim().to_lowercase().replace([' ', '_', '-'], "");
    let word = word.strip_prefix("calltype.").unwrap_or(&word);
    if let Ok(number) = word.parse() {
        return Some(CallType::from_android(number));
    }
    let word = word.strip_suffix("type").unwrap_or(word);
    TYPES.iter().find(|(_, words)| words.contains(&word)).map(|(call_type, _)| *call_type)
}
