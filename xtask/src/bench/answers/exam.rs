//! What the folder holds to be tried, each set with what is right.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use shared::import::{self, Format};
use shared::lang::Lang;
use shared::markdown;
use trial::{Faq, Set};

use super::hint3::Bot;
use super::{invented, typing};

/// A set to be tried, with what is right for each of its queries.
pub struct Exam {
    /// What every engine gets.
    pub set: Set,
    /// The right FAQs for each query; none where nothing answers it.
    pub right: Vec<Vec<String>>,
}

/// Everything found in the folder.
pub struct Data {
    /// Bots as HINT3 has them, by name.
    pub bots: Vec<Bot>,
    /// FAQs of real sites: name with language, language, FAQs.
    sites: Vec<(String, String, Vec<Faq>)>,
}

impl Data {
    /// Reads `NAME_train.csv` with `NAME_test.csv` anywhere in the folder, and `NAME.LANG.md` in
    /// folders called `faq`.
    pub fn read(folder: &Path) -> Result<Self> {
        let (mut bots, mut sites) = (Vec::new(), Vec::new());
        for file in files(folder)? {
            bots.extend(Bot::read(&file)?);
            sites.extend(site(&file)?);
        }
        bots.sort_by(|a, b| a.name.cmp(&b.name));
        if bots.is_empty() && sites.is_empty() {
            bail!(
                "{} holds neither NAME_train.csv nor faq/NAME.LANG.md; name the folder that does.",
                folder.display()
            );
        }
        Ok(Self { bots, sites })
    }

    /// The test parts, the sites, and what times and sizes are told by.
    pub fn exams(&self) -> Vec<Exam> {
        let tests = self.bots.iter().filter(|bot| !bot.test.is_empty());
        let mut exams: Vec<Exam> = tests.map(Bot::exam).collect();
        for (name, lang, faqs) in &self.sites {
            exams.extend(typing::exams(name, lang, faqs));
        }
        if let Some(bot) = self.bots.first() {
            let english = self.sites.iter().find(|(_, lang, _)| lang == "en");
            let faqs = english.map_or(&[] as &[Faq], |(_, _, faqs)| faqs);
            exams.extend(invented::exams(bot, faqs));
        }
        exams
    }
}

/// The FAQs of a site; none where the file is something else.
fn site(file: &Path) -> Result<Option<(String, String, Vec<Faq>)>> {
    let folder = file.parent().and_then(Path::file_name);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let Some(name) = name
        .strip_suffix(".md")
        .filter(|_| folder == Some("faq".as_ref()))
    else {
        return Ok(None);
    };
    let Some(lang) = name.rsplit_once('.').and_then(|(_, tag)| Lang::parse(tag)) else {
        return Ok(None);
    };
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let text = import::text_of(&bytes).with_context(|| name.to_owned())?;
    let import = import::import(Format::Markdown, &text).with_context(|| name.to_owned())?;
    let label = |id: &String| {
        let category = import.categories.iter().find(|(known, _)| known == id);
        category.map(|(_, label)| label.clone())
    };
    let faqs = import.faqs.iter().map(|faq| Faq {
        id: faq.id.clone(),
        question: faq.question.clone(),
        also: faq.also.clone(),
        category: faq.category.as_ref().and_then(label).unwrap_or_default(),
        answer: markdown::plain(&faq.answer),
    });
    Ok(Some((
        name.to_owned(),
        lang.as_str().to_owned(),
        faqs.collect(),
    )))
}

/// All files below a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
