//! stub
#[derive(Debug, Clone, Default)]
pub(crate) struct EventName {
    pub(crate) name: String,
    pub(crate) series: String,
    pub(crate) year: Option<i16>,
    pub(crate) rest: String,
}
pub(crate) fn find_event_name(_: &str, _: Option<i16>) -> Option<EventName> {
    None
}
pub(crate) fn find_events_in_prose(_: &str, _: &[(&str, &str)]) -> Vec<EventName> {
    Vec::new()
}
pub(crate) fn find_place(_: &str) -> Option<String> {
    None
}
pub(crate) fn series_and_year(n: &str) -> (String, Option<i16>) {
    (n.to_owned(), None)
}
