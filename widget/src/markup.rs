//! Markup as data. Leptos gives each piece of a view a type of its own and compiles code for each,
//! and customers wait for all that code. All [`Tag`]s are one type: written, hydrated and built by the same
//! few lines; on the server a Leptos view as well.

#[cfg(feature = "hydrate")]
mod dom;
mod html;
#[cfg(not(feature = "hydrate"))]
mod view;

#[cfg(feature = "hydrate")]
pub(crate) use dom::Bonds;

/// What gives a value, and is asked again when what it follows changes.
type Live<T> = Box<dyn Fn() -> T + Send>;

/// What draws into an element, and draws again when what it follows changes.
#[cfg(feature = "hydrate")]
type Draw = Box<dyn Fn(&web_sys::Element) + Send>;

/// An element.
pub struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, Value)>,
    content: Content,
}

/// Something in an element.
pub enum Markup {
    /// An element.
    Tag(Tag),
    /// A text; never empty and never beside another, as the HTML parser would merge them.
    Text(String),
}

/// The value of an attribute; none where there is no such attribute.
enum Value {
    Fixed(Option<String>),
    Live(Live<Option<String>>),
}

/// What is in an element.
enum Content {
    Fixed(Vec<Markup>),
    Text(Live<String>),
    Html(Live<String>),
    #[cfg(feature = "hydrate")]
    Drawn(Draw),
    Made(Live<Vec<Markup>>),
}

/// An element with nothing in it.
pub fn tag(name: &'static str) -> Tag {
    Tag {
        name,
        attributes: Vec::new(),
        content: Content::Fixed(Vec::new()),
    }
}

impl Tag {
    /// Sets an attribute.
    pub fn set(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set_some(name, Some(value.into()))
    }

    /// Sets an attribute that may be missing.
    pub fn set_some(mut self, name: &'static str, value: Option<String>) -> Self {
        self.attributes.push((name, Value::Fixed(value)));
        self
    }

    /// Sets the attribute `class`.
    pub fn class(self, value: &'static str) -> Self {
        self.set("class", value)
    }

    /// Sets an attribute to what it is now and later.
    pub fn follow(
        mut self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + 'static,
    ) -> Self {
        self.attributes.push((name, Value::Live(Box::new(value))));
        self
    }

    /// Hides the element whenever this is so.
    pub fn hidden_if(self, hidden: impl Fn() -> bool + Send + 'static) -> Self {
        self.follow("hidden", move || hidden().then(String::new))
    }

    /// Adds an element or a text.
    pub fn put(mut self, one: impl Into<Markup>) -> Self {
        self.push(one.into());
        self
    }

    /// Adds any number of elements or texts, or one that may be missing.
    pub fn put_all(mut self, many: impl IntoIterator<Item = Tag>) -> Self {
        many.into_iter().for_each(|tag| self.push(tag.into()));
        self
    }

    /// Adds what was made elsewhere.
    #[cfg(not(feature = "hydrate"))]
    pub fn put_many(mut self, many: Vec<Markup>) -> Self {
        many.into_iter().for_each(|one| self.push(one));
        self
    }

    /// Makes the content a text that changes.
    pub fn text(mut self, text: impl Fn() -> String + Send + 'static) -> Self {
        self.content = Content::Text(Box::new(text));
        self
    }

    /// Makes the content HTML, known to be safe, that changes.
    pub fn html(mut self, html: impl Fn() -> String + Send + 'static) -> Self {
        self.content = Content::Html(Box::new(html));
        self
    }

    /// Leaves the content to what draws it.
    #[cfg(feature = "hydrate")]
    pub(crate) fn drawn(mut self, draw: impl Fn(&web_sys::Element) + Send + 'static) -> Self {
        self.content = Content::Drawn(Box::new(draw));
        self
    }

    /// Makes the content elements that are made anew when what they follow changes.
    pub fn made(mut self, make: impl Fn() -> Vec<Markup> + Send + 'static) -> Self {
        self.content = Content::Made(Box::new(make));
        self
    }

    fn push(&mut self, one: Markup) {
        if let Content::Fixed(children) = &mut self.content {
            children.push(one);
        }
    }
}

impl From<Tag> for Markup {
    fn from(tag: Tag) -> Self {
        Self::Tag(tag)
    }
}

#[cfg(feature = "ssr")]
impl From<&str> for Markup {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        // An empty text would be no node in HTML.
        Self::Text(if text.is_empty() {
            " ".to_owned()
        } else {
            text
        })
    }
}
