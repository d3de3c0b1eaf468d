//! A form as browsers post it, with files or without.

use shared::{
    file::{MAX_BYTES, MAX_FILES},
    problem::{Code, Problem},
};
use url::form_urlencoded;
use wasm_bindgen::JsValue;
use worker::{File, FormEntry, Request, Result};

use crate::body;

/// Largest form with files, in bytes: as many files as fit, and the words around them.
const MAX_FORM: usize = MAX_FILES * MAX_BYTES + 1024 * 1024;
/// Most fields of a form that are read.
const MAX_FIELDS: usize = 5_000;

/// The fields of a form.
pub struct Fields {
    texts: Vec<(String, String)>,
    files: Vec<File>,
}

impl Fields {
    /// Reads a form of either encoding.
    pub async fn read(request: &mut Request) -> Result<std::result::Result<Self, Problem>> {
        if body::media_type(request)? != "multipart/form-data" {
            let types = ["application/x-www-form-urlencoded", "multipart/form-data"];
            let text = match body::read(request, &types, body::MAX_BYTES).await? {
                Ok(text) => text,
                Err(problem) => return Ok(Err(problem)),
            };
            return Ok(Ok(Self {
                texts: form_urlencoded::parse(text.as_bytes())
                    .into_owned()
                    .take(MAX_FIELDS)
                    .collect(),
                files: Vec::new(),
            }));
        }
        // A form is read as a whole: its size must be known before.
        match body::length(request)? {
            Some(length) if length <= MAX_FORM => {}
            _ => return Ok(Err(body::too_large(MAX_FORM))),
        }
        let Ok(form) = request.form_data().await else {
            return Ok(Err(Problem::new(
                Code::InvalidForm,
                "Send the form again from its page.",
            )));
        };
        let files = form
            .get_all("file")
            .into_iter()
            .flatten()
            .filter_map(|entry| match entry {
                // A field left empty posts a file without name and content.
                FormEntry::File(file) if file.size() > 0 => Some(file),
                _ => None,
            });
        let files = files.take(MAX_FILES).collect();
        let form = JsValue::from(form);
        let entries = js_sys::try_iter(&form)?.into_iter().flatten();
        let texts = entries.filter_map(|entry| {
            let pair = js_sys::Array::from(&entry.ok()?);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        });
        Ok(Ok(Self {
            texts: texts.take(MAX_FIELDS).collect(),
            files,
        }))
    }

    /// The first value of a field; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        let found = self.texts.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// All fields but the files.
    pub fn texts(&self) -> &[(String, String)] {
        &self.texts
    }

    /// The files of the field `file`.
    pub fn files(&mut self) -> Vec<File> {
        std::mem::take(&mut self.files)
    }
}
