//! Markup as a Leptos view.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Mountable, Position, PositionState, RenderHtml, add_attr::AddAnyAttr},
    },
};

use super::Tag;

/// An element in the page, with what keeps it up to date.
pub struct Drawn {
    element: Option<Element>,
}

impl Render for Tag {
    type State = Drawn;

    /// The worker has no page to build anything in.
    fn build(self) -> Drawn {
        Drawn { element: None }
    }

    /// What changes is followed from within: another element takes the place of this one.
    fn rebuild(self, drawn: &mut Drawn) {
        let mut new = Render::build(self);
        drawn.insert_before_this(&mut new);
        drawn.unmount();
        *drawn = new;
    }
}

impl RenderHtml for Tag {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attributes: Vec<AnyAttribute>,
    ) {
        self.write(html);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        Render::build(self)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Tag {
    type Output<SomeNewAttr: Attribute> = Self;

    /// Takes no attributes from outside.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        if let Some(element) = &self.element {
            element.remove();
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        if let Some(element) = &self.element {
            // The parent is the one the marker is in.
            _ = parent.insert_before(element, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element
            .as_ref()
            .is_some_and(|element| element.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.element.iter().cloned().collect()
    }
}
