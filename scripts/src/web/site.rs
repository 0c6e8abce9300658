//! A folder of files, served on loopback: what any web server does for the app, for a demonstration.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use super::fault::Fault;

/// The longest request that is read, and how long it is waited for.
const LONGEST: u64 = 16 * 1_024;
const PATIENCE: Duration = Duration::from_secs(10);
/// The one file that is not the bundle's own.
const CONFIG: &str = "config.json";
/// What browsers are told a file is, by the end of its name.
const KINDS: [(&str, &str); 8] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
];

/// A server that goes on until the program ends.
pub(crate) struct Site {
    /// Where it is, to be typed into a browser.
    pub(crate) address: String,
}

struct Files {
    folder: PathBuf,
    config: String,
    /// Other folders, each below a name of its own.
    beside: Vec<(&'static str, PathBuf)>,
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl Site {
    /// Serve the folder's files, with this text as its `config.json`, and other folders' below their names.
    pub(crate) fn serve(
        folder: PathBuf,
        config: String,
        beside: Vec<(&'static str, PathBuf)>,
        port: u16,
    ) -> Result<Self, Fault> {
        let taken = |source| Fault::PortTaken { port, source };
        let listener = TcpListener::bind(("127.0.0.1", port)).map_err(taken)?;
        let address = format!("http://{}/", listener.local_addr().map_err(taken)?);
        let files = Arc::new(Files {
            folder,
            config,
            beside,
        });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let files = files.clone();
                // A browser that went away is no failure of ours.
                thread::spawn(move || drop(serve(stream, &files)));
            }
        });
        Ok(Self { address })
    }
}

/// One request, one answer.
fn serve(mut stream: TcpStream, files: &Files) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(LONGEST));
    let mut asked = String::new();
    lines.read_line(&mut asked)?;
    let mut line = String::new();
    while lines.read_line(&mut line)? > 2 {
        line.clear();
    }

    let mut words = asked.split_whitespace();
    let (method, target) = (words.next(), words.next().unwrap_or_default());
    let answer = match method {
        Some("GET" | "HEAD") => files.answer(target),
        _ => Answer::plain("405 Method Not Allowed"),
    };
    let Answer { status, kind, body } = answer;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-cache\r\n\
         Connection: close\r\n\r\n"
    )?;
    match method {
        Some("GET") => stream.write_all(&body),
        _ => Ok(()),
    }
}

impl Files {
    fn answer(&self, target: &str) -> Answer {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let name = match path.trim_start_matches('/') {
            "" => "index.html",
            name => name,
        };
        let path = Path::new(name);
        // Names of the bundle are plain: what climbs out of the folder, or is not plain, is not there.
        let is_inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let kind = path
            .extension()
            .and_then(|end| KINDS.iter().find(|(known, _)| end == *known))
            .map_or("application/octet-stream", |(_, kind)| *kind);
        let body = match name {
            CONFIG => Some(self.config.clone().into_bytes()),
            _ if is_inside => self.read(path),
            _ => None,
        };
        body.map_or_else(
            || Answer::plain("404 Not Found"),
            |body| Answer {
                status: "200 OK",
                kind,
                body,
            },
        )
    }
}

impl Files {
    fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let beside = self.beside.iter().find_map(|(name, folder)| {
            let rest = path.strip_prefix(name).ok()?;
            Some(folder.join(rest))
        });
        fs::read(beside.unwrap_or_else(|| self.folder.join(path))).ok()
    }
}

impl Answer {
    fn plain(status: &'static str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: status.as_bytes().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http;

    fn ask(address: &str, request: &str) -> String {
        let place = address.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(place).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn files_have_their_kinds_and_nothing_outside_of_the_folder_is_there() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("dist");
        fs::create_dir_all(folder.join("assets")).unwrap();
        fs::write(outside.path().join("secret.txt"), "no").unwrap();
        fs::write(folder.join("index.html"), "<p>home</p>").unwrap();
        fs::write(folder.join("assets").join("app.js"), "1").unwrap();
        let book = outside.path().join("html");
        fs::create_dir_all(book.join("docs")).unwrap();
        fs::write(book.join("docs").join("a.html"), "<p>guide</p>").unwrap();
        let config = "{\"index\": null}".to_owned();
        let site = Site::serve(folder, config, vec![("book", book)], 0).unwrap();
        let get = |path: &str| ask(&site.address, &format!("GET {path} HTTP/1.1\r\n\r\n"));

        let home = get("/?a=b");
        assert!(
            home.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html"),
            "{home}"
        );
        assert!(home.contains("X-Content-Type-Options: nosniff") && home.ends_with("<p>home</p>"));
        assert!(get("/assets/app.js").contains("Content-Type: text/javascript"));
        assert!(get("/book/docs/a.html").ends_with("<p>guide</p>"));
        assert!(get("/config.json").ends_with("{\"index\": null}"));
        for path in [
            "/../secret.txt",
            "/assets/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/book/../secret.txt",
            "/none",
            "//etc/passwd",
        ] {
            assert!(get(path).starts_with("HTTP/1.1 404"), "{path}");
        }
        let head = ask(&site.address, "HEAD / HTTP/1.1\r\n\r\n");
        assert!(head.contains("Content-Length: 11") && head.ends_with("\r\n\r\n"));
        assert!(ask(&site.address, "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
        let port = site.address.rsplit(':').next().unwrap();
        let port: u16 = port.trim_end_matches('/').parse().unwrap();
        assert_eq!(http::get(port, "/"), Some((200, "<p>home</p>".to_owned())));
    }
}
