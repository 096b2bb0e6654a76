//! Reading one line of `strace -f -y -xx`: every string and path in it is hexadecimal, so nothing needs escaping.

use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

/// A line, without the number of its thread.
pub enum TraceLine<'a> {
    /// A call that was over before anything else was seen.
    Whole { entry: Entry<'a>, returned: &'a str },
    /// A call that began; other lines come before its end.
    Begun(Entry<'a>),
    /// The end of the call that this thread had begun.
    Ended { returned: &'a str },
    /// A thread's end.
    Other,
}

/// A call as it was made.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub name: &'a str,
    pub arguments: Vec<&'a str>,
}

/// What a descriptor stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Descriptor {
    pub number: i64,
    /// `/a/path`, or the system's name for something else, such as `socket:[17]`.
    pub name: PathBuf,
    /// The file has no name any more.
    pub deleted: bool,
}

/// The number of the thread, and what it did.
pub fn parse(line: &str) -> anyhow::Result<(u32, TraceLine<'_>)> {
    let (thread, said) = line.split_once(' ').context("a line without a thread")?;
    let (thread, said) = (thread.parse()?, said.trim_start());
    if said.starts_with("+++") || said.starts_with("---") {
        return Ok((thread, TraceLine::Other));
    }
    if said.starts_with("<... ") {
        let (_, end) = said.rsplit_once(" = ").context("an end without a result")?;
        return Ok((thread, TraceLine::Ended { returned: end }));
    }
    if let Some(begun) = said.strip_suffix("<unfinished ...>") {
        return Ok((thread, TraceLine::Begun(entry(begun)?)));
    }
    let (call, returned) = said.rsplit_once(" = ").context("a call without a result")?;
    let call = call.trim_end().strip_suffix(')').context("an open bracket")?;
    let entry = entry(call)?;
    Ok((thread, TraceLine::Whole { entry, returned }))
}

/// `name(argument, argument`, its bracket still open.
fn entry(text: &str) -> anyhow::Result<Entry<'_>> {
    let (name, rest) = text.split_once('(').context("a call without arguments")?;
    let mut arguments = Vec::new();
    let (mut depth, mut quoted, mut from) = (0, false, 0);
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' | b'<' | b'(' => depth += 1,
            b']' | b'}' | b'>' | b')' => depth -= 1,
            b',' if depth == 0 => {
                arguments.push(rest[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    arguments.push(rest[from..].trim());
    Ok(Entry { name, arguments })
}

impl Entry<'_> {
    pub fn argument(&self, index: usize) -> anyhow::Result<&str> {
        let found = self.arguments.get(index).copied();
        found.with_context(|| format!("{} without argument {index}", self.name))
    }

    pub fn number(&self, index: usize) -> anyhow::Result<usize> {
        let text = self.argument(index)?;
        text.parse()
            .with_context(|| format!("{}: {text} is not a number", self.name))
    }

    pub fn descriptor(&self, index: usize) -> anyhow::Result<Option<Descriptor>> {
        descriptor(self.argument(index)?)
    }

    /// Every string of an argument, joined: a buffer, or the buffers of a vector.
    pub fn bytes(&self, index: usize) -> anyhow::Result<Vec<u8>> {
        strings(self.argument(index)?)
    }

    /// The path in argument `index`, relative to the folder in argument `folder` where there is one.
    pub fn path(&self, folder: Option<usize>, index: usize) -> anyhow::Result<PathBuf> {
        let path = path_of(self.bytes(index)?)?;
        match folder {
            Some(folder) if path.is_relative() => {
                let folder = self.descriptor(folder)?.context("a folder without a path")?;
                Ok(folder.name.join(path))
            }
            _ => Ok(path),
        }
    }
}

/// `9<path>`, `AT_FDCWD<path>` or `9<path>(deleted)`; `None` for a number without a name, such as `-1`.
pub fn descriptor(text: &str) -> anyhow::Result<Option<Descriptor>> {
    let Some((number, rest)) = text.split_once('<') else {
        return Ok(None);
    };
    let (name, after) = rest
        .split_once('>')
        .context("a descriptor's name without an end")?;
    Ok(Some(Descriptor {
        number: if number == "AT_FDCWD" { -1 } else { number.parse()? },
        name: path_of(unhex(name)?)?,
        deleted: !after.is_empty(),
    }))
}

/// Whether `path` is `root` or below it.
pub fn is_within(root: &Path, path: &Path) -> bool {
    path.starts_with(root)
}

fn strings(text: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut parts = text.split('"');
    parts.next();
    while let Some(string) = parts.next() {
        bytes.extend(unhex(string)?);
        if parts.next().is_some_and(|after| after.starts_with("...")) {
            bail!("a buffer was cut off");
        }
    }
    Ok(bytes)
}

/// `\x2f\x74` as bytes.
fn unhex(text: &str) -> anyhow::Result<Vec<u8>> {
    let digits = text.replace("\\x", "");
    hex::decode(&digits).with_context(|| format!("{} is not hexadecimal", digits.len()))
}

fn path_of(bytes: Vec<u8>) -> anyhow::Result<PathBuf> {
    Ok(PathBuf::from(String::from_utf8(bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_call_is_read_with_its_buffer_and_its_place() {
        let line = r#"17 pwrite64(9<\x2f\x61>, "\x00\x2c\x22", 3, 4096) = 3"#;
        let (thread, TraceLine::Whole { entry, returned }) = parse(line).unwrap() else {
            panic!("not whole")
        };
        assert_eq!((thread, entry.name, returned), (17, "pwrite64", "3"));
        assert_eq!(entry.bytes(1).unwrap(), [0, 0x2c, 0x22]);
        assert_eq!(entry.number(3).unwrap(), 4096);
        let written = entry.descriptor(0).unwrap().unwrap();
        assert_eq!((written.number, written.name), (9, PathBuf::from("/a")));
    }

    #[test]
    fn a_call_in_two_parts_and_paths_in_a_folder_are_read() {
        let begun = r#"5 unlinkat(4<\x2f\x61>, "\x62", 0 <unfinished ...>"#;
        let (_, TraceLine::Begun(entry)) = parse(begun).unwrap() else {
            panic!("not begun")
        };
        assert_eq!(entry.path(Some(0), 1).unwrap(), PathBuf::from("/a/b"));
        let (_, TraceLine::Ended { returned }) =
            parse("5 <... unlinkat resumed>) = -1 ENOENT (No such file or directory)").unwrap()
        else {
            panic!("not ended")
        };
        assert!(returned.starts_with("-1"));
    }

    #[test]
    fn vectors_are_joined_and_buffers_that_were_cut_off_are_refused() {
        let line =
            r#"5 writev(4<\x73>, [{iov_base="\x61\x62", iov_len=2}, {iov_base="\x63", iov_len=1}], 2) = 3"#;
        let (_, TraceLine::Whole { entry, .. }) = parse(line).unwrap() else {
            panic!("not whole")
        };
        assert_eq!(entry.bytes(1).unwrap(), b"abc");
        let (_, TraceLine::Whole { entry, .. }) = parse(r#"5 write(4<\x73>, "\x61"..., 9) = 9"#).unwrap()
        else {
            panic!("not whole")
        };
        assert!(entry.bytes(1).is_err());
    }
}
