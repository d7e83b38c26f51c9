//! Days as languages write them.

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets::YMD};
use jiff::civil::Date;

use super::Lang;

/// How a language writes a day.
pub struct DateFormat(Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>);

impl DateFormat {
    pub fn of(lang: &Lang) -> Self {
        let locale = lang.as_str().parse::<icu_locale::Locale>().ok();
        let format = locale.map(|locale| FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()));
        DateFormat(format.and_then(Result::ok))
    }

    /// A day in the language's own long form, by the Gregorian calendar: `9 Februari 2021`, `2021年2月9日`.
    pub fn format(&self, date: Date) -> String {
        let gregorian = IcuDate::try_new_gregorian(
            i32::from(date.year()),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        );
        match (&self.0, gregorian) {
            (Some(format), Ok(day)) => format.format(&day).to_string(),
            _ => date.to_string(),
        }
    }
}
