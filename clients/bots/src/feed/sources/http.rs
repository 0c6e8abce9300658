//! An address that answers JSON.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::Client;

use super::observation::{Observation, SourceFault};
use super::reading::observation;

/// The longest answer that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// An address that answers JSON, with the price and its time somewhere in it.
#[derive(Clone)]
pub struct HttpSource {
    client: Client,
    url: String,
    price: String,
    time: Option<String>,
    timeout: Duration,
}

/// A header that gives access. Its value is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretHeader {
    name: HeaderName,
    value: HeaderValue,
}

impl SecretHeader {
    /// A header of a name and a value; `None` where one of them can not be sent.
    pub fn new(name: &str, value: &str) -> Option<Self> {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let mut value = HeaderValue::from_str(value).ok()?;
        value.set_sensitive(true);
        Some(Self { name, value })
    }
}

impl fmt::Debug for SecretHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: (not shown)", self.name)
    }
}

impl HttpSource {
    /// An address; `price` and `time` are pointers into its answer (RFC 6901). Without one for the time the
    /// price counts as of the moment in which the answer comes. Redirections are not followed, since they
    /// would take the header along.
    pub fn new(
        url: &str,
        price: &str,
        time: Option<&str>,
        header: Option<SecretHeader>,
        timeout: Duration,
    ) -> Result<Self, SourceFault> {
        let mut builder = Client::builder().timeout(timeout).redirect(Policy::none());
        if let Some(header) = header {
            let headers = [(header.name, header.value)].into_iter().collect();
            builder = builder.default_headers(headers);
        }
        let client = builder.build().map_err(|error| silent(error, timeout))?;
        Ok(Self {
            client,
            url: url.to_string(),
            price: price.to_string(),
            time: time.map(str::to_string),
            timeout,
        })
    }

    /// What the address answers now.
    pub async fn look(&self, now: u64) -> Result<Observation, SourceFault> {
        let silent = |error| silent(error, self.timeout);
        let response = self.client.get(&self.url).send().await;
        let mut response = response.map_err(silent)?;
        if !response.status().is_success() {
            let told = format!("it answers {}", response.status());
            return Err(SourceFault::Silent(told));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(silent)? {
            body.extend_from_slice(&chunk);
            if body.len() > LONGEST {
                let told = format!("its answer is longer than {LONGEST} bytes");
                return Err(SourceFault::Silent(told));
            }
        }
        let body = String::from_utf8_lossy(&body);
        observation(&body, &self.price, self.time.as_deref().ok_or(now))
    }
}

/// What went wrong, without the address, which may hold what gives access to it.
fn silent(error: reqwest::Error, timeout: Duration) -> SourceFault {
    if error.is_timeout() {
        return SourceFault::Late(timeout.as_secs());
    }
    let error = error.without_url();
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(deeper) = cause {
        told = format!("{told}: {deeper}");
        cause = deeper.source();
    }
    SourceFault::Silent(told)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, StatusCode};
    use axum::routing::get;
    use axum::Router;
    use cosmwasm_std::Decimal;
    use tokio::net::TcpListener;

    use super::*;

    /// The address of a server with this router, which ends with the test.
    async fn serve(router: Router) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }

    fn source(url: &str, time: Option<&str>, header: Option<SecretHeader>) -> HttpSource {
        HttpSource::new(url, "/last/0", time, header, Duration::from_secs(1)).unwrap()
    }

    fn observed(observed_at: u64) -> Observation {
        Observation {
            price: Decimal::percent(10_125),
            observed_at,
        }
    }

    #[tokio::test]
    async fn an_address_is_asked_with_its_header() {
        let answer = |headers: HeaderMap| async move {
            match headers.get("x-key").map(HeaderValue::as_bytes) {
                Some(b"secret") => (
                    StatusCode::OK,
                    r#"{"last": [101.25], "time": 1764255600000}"#,
                ),
                _ => (StatusCode::FORBIDDEN, ""),
            }
        };
        let url = serve(Router::new().route("/", get(answer))).await;
        let header = SecretHeader::new("X-Key", "secret").unwrap();

        let told = source(&url, None, None).look(7).await.unwrap_err();
        assert_eq!(
            told,
            SourceFault::Silent("it answers 403 Forbidden".to_string())
        );
        let timed = source(&url, Some("/time"), Some(header.clone()))
            .look(7)
            .await;
        assert_eq!(timed, Ok(observed(1_764_255_600)));
        let timeless = source(&url, None, Some(header.clone())).look(7).await;
        assert_eq!(timeless, Ok(observed(7)));
        assert_eq!(format!("{header:?}"), "x-key: (not shown)");
    }

    #[tokio::test]
    async fn an_address_that_does_not_answer_is_told_without_what_gives_access_to_it() {
        let slow = || async {
            tokio::time::sleep(Duration::from_secs(5)).await;
            ""
        };
        let moved = || async { (StatusCode::FOUND, [("location", "http://127.0.0.1:1/")], "") };
        let long = || async { " ".repeat(LONGEST + 1) };
        let router = Router::new()
            .route("/slow", get(slow))
            .route("/moved", get(moved))
            .route("/long", get(long));
        let url = serve(router).await;
        let told = |path: &'static str| {
            let source = source(&format!("{url}{path}"), None, None);
            async move { source.look(7).await.unwrap_err() }
        };

        assert_eq!(told("/slow").await, SourceFault::Late(1));
        let moved = told("/moved").await;
        assert_eq!(
            moved,
            SourceFault::Silent("it answers 302 Found".to_string())
        );
        let long = told("/long").await;
        assert_eq!(
            long,
            SourceFault::Silent("its answer is longer than 1048576 bytes".to_string())
        );
        let nobody = source("http://127.0.0.1:1/?key=secret", None, None);
        let told = nobody.look(7).await.unwrap_err().to_string();
        assert!(
            told.contains("refused") && !told.contains("secret"),
            "{told}"
        );
        assert!(SecretHeader::new("a b", "x").is_none());
        assert!(SecretHeader::new("a", "x\n").is_none());
    }
}
