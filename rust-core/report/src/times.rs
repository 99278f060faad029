//! Times as a sentence says them.

/// `2026-09-03 21:14:07` as 2026年9月3日21时14分; anything else stays.
pub(crate) fn spoken(local: &str) -> String {
    let Some((date, clock)) = local.split_once(' ') else { return local.to_owned() };
    let mut parts = clock.split(':');
    match (parts.next(), parts.next()) {
        (Some(hour), Some(minute)) => format!("{}{}时{minute}分", spoken_date(date), number(hour)),
        _ => local.to_owned(),
    }
}

/// The second at which a note stands whose hour is not known.
const END_OF_DAY: &str = " 23:59:59";

/// The time of a note; of one that knows only its day, the day.
pub(crate) fn note_time(local: &str) -> &str {
    local.strip_suffix(END_OF_DAY).unwrap_or(local)
}

/// The same as a sentence says it.
pub(crate) fn spoken_note(local: &str) -> String {
    match local.strip_suffix(END_OF_DAY) {
        Some(day) => spoken_date(day),
        None => spoken(local),
    }
}

/// `2026-09-03 21:14:07` as 2026年9月3日.
pub(crate) fn spoken_day(local: &str) -> String {
    spoken_date(local.split(' ').next().unwrap_or(local))
}

/// `2026-09-03` as 2026年9月3日; anything else stays.
pub(crate) fn spoken_date(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{year}年{}月{}日", number(month), number(day)),
        _ => date.to_owned(),
    }
}

/// `2026-09-03 21:14:07` as 21时14分.
pub(crate) fn spoken_clock(local: &str) -> String {
    let clock = local.split_once(' ').map_or(local, |(_, clock)| clock);
    match clock.split(':').collect::<Vec<_>>()[..] {
        [hour, minute, ..] => format!("{}时{minute}分", number(hour)),
        _ => local.to_owned(),
    }
}

fn number(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_leading_zero_in_a_sentence() {
        assert_eq!(spoken("2026-09-03 21:04:07"), "2026年9月3日21时04分");
        assert_eq!(spoken("2026-11-21 00:14:07"), "2026年11月21日0时14分");
        assert_eq!(spoken_date("2026-09-30"), "2026年9月30日");
        assert_eq!(spoken_clock("2026-09-03 08:04:07"), "8时04分");
        assert_eq!(spoken("yesterday"), "yesterday");
    }

    #[test]
    fn a_note_of_a_day_has_no_hour_in_a_sentence() {
        assert_eq!(spoken_note("2026-10-25 23:59:59"), "2026年10月25日");
        assert_eq!(spoken_note("2026-10-25 14:20:00"), "2026年10月25日14时20分");
        assert_eq!(note_time("2026-10-25 23:59:59"), "2026-10-25");
    }
}
