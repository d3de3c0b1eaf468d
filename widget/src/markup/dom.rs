//! Markup in the page: taken over from the server's HTML, or built.

use leptos::{prelude::document, reactive::effect::RenderEffect};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::{Content, Live, Markup, Tag, Value};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What keeps a piece of the page up to date, as long as it is there; and the value it has there.
#[derive(Default)]
pub(crate) struct Bonds(Vec<RenderEffect<Bonds>>, Option<String>);

impl Bonds {
    /// Does something now, and again when what it follows changes. It is told whether it is the
    /// first time, and keeps what it returns until the next.
    fn follow(&mut self, act: impl Fn(bool) -> Self + 'static) {
        // One type for all of them.
        let act: Box<dyn FnMut(Option<Self>) -> Self> =
            Box::new(move |before| act(before.is_none()));
        self.0.push(RenderEffect::new(act));
    }

    /// Has a value set in the page, now unless it is `written` there, and again whenever it is
    /// another one: the browser works out anew what is set, though it be the same.
    fn hold(
        &mut self,
        written: bool,
        value: Live<Option<String>>,
        put: impl Fn(Option<String>) + 'static,
    ) {
        let act: Box<dyn FnMut(Option<Self>) -> Self> = Box::new(move |before| {
            let value = value();
            let stays = match &before {
                None => written,
                Some(before) => before.1 == value,
            };
            if !stays {
                put(value.clone());
            }
            Self(Vec::new(), value)
        });
        self.0.push(RenderEffect::new(act));
    }
}

impl Tag {
    /// Builds the element.
    pub(super) fn build(self, bonds: &mut Bonds) -> Option<Element> {
        let namespace = matches!(self.name, "svg" | "path").then_some(SVG);
        let element = match namespace {
            Some(_) => document().create_element_ns(namespace, self.name),
            None => document().create_element(self.name),
        };
        let element = element.ok()?;
        self.bind(&element, bonds, false);
        Some(element)
    }

    /// Takes over an element the server wrote; where something else is there, it is replaced.
    pub(crate) fn hydrate(self, node: &Node, bonds: &mut Bonds) -> Option<Element> {
        match node.dyn_ref::<Element>() {
            Some(element) if element.local_name() == self.name => {
                self.bind(element, bonds, true);
                Some(element.clone())
            }
            _ => {
                let element = self.build(bonds)?;
                node.parent_node()?.replace_child(&element, node).ok()?;
                Some(element)
            }
        }
    }

    fn bind(self, element: &Element, bonds: &mut Bonds, written: bool) {
        for (name, value) in self.attributes {
            match value {
                Value::Fixed(value) if !written => set(element, name, value),
                Value::Fixed(_) => {}
                Value::Live(value) => {
                    let element = element.clone();
                    bonds.hold(written, value, move |value| set(&element, name, value));
                }
            }
        }
        let element = element.clone();
        match self.content {
            Content::Fixed(children) if written => hydrate_all(children, &element, bonds),
            Content::Fixed(children) => build_all(children, &element, bonds),
            Content::Text(text) => {
                let text: Live<_> = Box::new(move || Some(text()));
                bonds.hold(written, text, move |text| {
                    element.set_text_content(text.as_deref());
                });
            }
            Content::Html(html) => {
                let html: Live<_> = Box::new(move || Some(html()));
                bonds.hold(written, html, move |html| {
                    element.set_inner_html(&html.unwrap_or_default());
                });
            }
            Content::Drawn(draw) => bonds.follow(move |_| {
                draw(&element);
                Bonds::default()
            }),
            Content::Made(make) => bonds.follow(move |first| {
                let (children, mut bonds) = (make(), Bonds::default());
                if written && first {
                    hydrate_all(children, &element, &mut bonds);
                } else {
                    element.set_text_content(None);
                    build_all(children, &element, &mut bonds);
                }
                bonds
            }),
        }
    }
}

fn build_all(children: Vec<Markup>, parent: &Element, bonds: &mut Bonds) {
    for child in children {
        let node: Option<Node> = match child {
            Markup::Tag(tag) => tag.build(bonds).map(Into::into),
            Markup::Text(text) => Some(document().create_text_node(&text).into()),
        };
        if let Some(node) = node {
            // A new node can be appended to any element.
            _ = parent.append_child(&node);
        }
    }
}

fn hydrate_all(children: Vec<Markup>, parent: &Element, bonds: &mut Bonds) {
    let mut next = parent.first_child();
    for child in children {
        match (child, next) {
            (Markup::Tag(tag), Some(node)) => {
                let element = tag.hydrate(&node, bonds);
                next = element.and_then(|element| element.next_sibling());
            }
            (Markup::Text(_), Some(node)) => next = node.next_sibling(),
            (child, None) => {
                build_all(vec![child], parent, bonds);
                next = None;
            }
        }
    }
}

fn set(element: &Element, name: &str, value: Option<String>) {
    // The names are ours and valid.
    _ = match value {
        Some(value) => element.set_attribute(name, &value),
        None => element.remove_attribute(name),
    };
}
