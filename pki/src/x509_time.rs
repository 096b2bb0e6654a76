//! Between our milliseconds and the whole seconds of X.509 times.

use der::asn1::{GeneralizedTime, UtcTime};
use domain::timestamp::Timestamp;
use std::time::Duration;
use x509_cert::time::Time;

/// The second that `at` lies in: UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5).
/// Times before 1970 are an error.
pub(crate) fn to_time(at: Timestamp) -> der::Result<Time> {
    let seconds = u64::try_from(at.0.div_euclid(1000)).map_err(|_| der::ErrorKind::DateTime)?;
    let since_1970 = Duration::from_secs(seconds);
    match UtcTime::from_unix_duration(since_1970) {
        Ok(time) => Ok(Time::UtcTime(time)),
        Err(_) => Ok(Time::GeneralTime(GeneralizedTime::from_unix_duration(
            since_1970,
        )?)),
    }
}

/// The first millisecond of the second that `time` names.
pub(crate) fn from_time(time: Time) -> Timestamp {
    Timestamp(i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_changes_in_2050() {
        let last_of_2049 = Timestamp(2_524_607_999_999);
        assert!(matches!(to_time(last_of_2049), Ok(Time::UtcTime(_))));
        assert_eq!(
            from_time(to_time(last_of_2049).unwrap()),
            Timestamp(2_524_607_999_000)
        );
        let first_of_2050 = Timestamp(2_524_608_000_000);
        assert!(matches!(to_time(first_of_2050), Ok(Time::GeneralTime(_))));
        assert_eq!(from_time(to_time(first_of_2050).unwrap()), first_of_2050);
        assert!(to_time(Timestamp(-1)).is_err());
    }
}
