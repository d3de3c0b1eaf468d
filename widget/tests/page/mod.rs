//! A page of the worker in the browser that runs the tests, and somebody who uses it.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use shared::panel::Panel;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventInit, HtmlElement, MouseEvent, MouseEventInit};

/// What keeps the form, as `entry.js` uses it.
#[wasm_bindgen(module = "/letter.js")]
extern "C" {
    fn watch(panel: &Element, site: &str, title: &Function);
    fn read() -> Object;
    /// Fills the form in from outside.
    pub fn prefill(given: &JsValue);
    /// Begins anew.
    pub fn forget();
}

/// What keeps the conversation, as `entry.js` lends it.
#[wasm_bindgen(module = "/talk.js")]
extern "C" {
    fn talk(site: &str) -> Object;
}

// The engine has tests of its own: here it finds what says the same letters. What is looked at from
// here stands in the same file: the runner's server stalls where a page asks for many at once.
#[wasm_bindgen(inline_js = r#"
export const engine = (questions) => {
  const found = (typed) =>
    questions.flatMap(({ text }, question) => {
      const at = text.toLowerCase().indexOf(typed.toLowerCase());
      return at < 0 || !typed ? [] : [{ question, marks: [at, at + typed.length] }];
    });
  const places = (message) => message.split(/\s+/).filter((word) => word.length > 3).flatMap(found);
  return {
    search: found,
    suggest: (message) => places(message).map(({ question }) => question),
    ask: (said) => ({ sure: true, ids: places(said).map(({ question }) => questions[question].id) }),
  };
};
export const marked = () =>
  [...CSS.highlights.get("found"), ...document.querySelectorAll("mark")].map((one) => one.textContent ?? `${one}`).join("|");
"#)]
extern "C" {
    fn engine(questions: &JsValue) -> Object;
    /// What is marked in the results.
    pub fn marked() -> String;
}

/// What draws the results, as `entry.js` uses it.
#[wasm_bindgen(module = "/found.js")]
extern "C" {
    fn drawer(data: &JsValue, named: &Function) -> Function;
}

/// What the panel asked of `entry.js`, in order: the function's name and its arguments.
pub type Calls = Rc<RefCell<Vec<(&'static str, Vec<JsValue>)>>>;

/// The page.
pub struct Page {
    /// What the panel asked for.
    pub calls: Calls,
    bridge: JsValue,
    data: JsValue,
}

pub fn document() -> Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a page")
}

/// The first element a selector finds.
pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).expect("a selector")
}

pub fn get(selector: &str) -> Element {
    find(selector).unwrap_or_else(|| panic!("{selector} is missing"))
}

pub fn text(selector: &str) -> String {
    get(selector).text_content().unwrap_or_default()
}

pub fn value(selector: &str) -> String {
    let value = Reflect::get(&get(selector), &"value".into()).ok();
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The questions of the list that is not hidden.
pub fn listed() -> Vec<String> {
    let links = document()
        .query_selector_all(".questions > :not([hidden]) a[href*='/faq/']")
        .expect("a selector");
    (0..links.length())
        .filter_map(|place| {
            let link = links.get(place)?.dyn_into::<Element>().ok()?;
            // Under the question stands its category.
            let question = link.query_selector("span").ok()?;
            let question = question.and_then(|words| words.first_element_child());
            question.map_or(link.text_content(), |words| words.text_content())
        })
        .collect()
}

/// Where the browser believes to be, from the path on.
pub fn address() -> String {
    let location = web_sys::window().expect("a window").location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    part(location.pathname()) + &part(location.search())
}

fn fire(element: &Element, event: &Event) {
    element.dispatch_event(event).expect("the page takes it");
}

pub fn fill(selector: &str, text: &str) {
    let field = get(selector);
    Reflect::set(&field, &"value".into(), &text.into()).expect("a field");
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    fire(
        &field,
        &Event::new_with_event_init_dict("input", &bubbling).expect("an event"),
    );
}

pub fn click(selector: &str) {
    let options = MouseEventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    fire(
        &get(selector),
        &MouseEvent::new_with_mouse_event_init_dict("click", &options).expect("an event"),
    );
}

/// Chooses from a list.
pub fn choose(selector: &str, value: &str) {
    let field = get(selector);
    Reflect::set(&field, &"value".into(), &value.into()).expect("a field");
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    fire(
        &field,
        &Event::new_with_event_init_dict("change", &bubbling).expect("an event"),
    );
}

/// Ticks a box or a circle.
pub fn tick(selector: &str) {
    Reflect::set(&get(selector), &"checked".into(), &true.into()).expect("a field");
}

/// Whether a box or a circle is ticked.
pub fn ticked(selector: &str) -> bool {
    let ticked = Reflect::get(&get(selector), &"checked".into()).ok();
    ticked.is_some_and(|ticked| ticked.is_truthy())
}

/// Sends the form, as its button or the Enter key would.
pub fn submit(selector: &str) {
    let options = EventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    fire(
        &get(selector),
        &Event::new_with_event_init_dict("submit", &options).expect("an event"),
    );
}

pub fn focused() -> String {
    document()
        .active_element()
        .map_or(String::new(), |element| match element.id() {
            id if id.is_empty() => element.local_name(),
            id => id,
        })
}

/// Waits until something is so; a test in which it never is runs into the runner's limit.
pub async fn until(so: impl Fn() -> bool) {
    while !so() {
        let frame = Promise::new(&mut |resolve, _| {
            let window = web_sys::window().expect("a window");
            window.set_timeout_with_callback(&resolve).expect("a timer");
        });
        JsFuture::from(frame).await.expect("a turn");
    }
}

/// Lets everything run that was asked for by now.
pub async fn settle() {
    let turns = std::cell::Cell::new(0);
    until(|| turns.replace(turns.get() + 1) == 3).await;
}

/// A promise of this JSON.
fn promised(json: &str) -> JsValue {
    Promise::resolve(&JSON::parse(json).expect("JSON")).into()
}

impl Page {
    /// Shows the panel as the worker does, under its address. Answers and replies are given by
    /// `answer` and `reply`, as JSON.
    pub async fn open(
        panel: &Panel,
        address: &str,
        answer: &'static str,
        reply: &'static str,
    ) -> Self {
        let history = web_sys::window()
            .and_then(|window| window.history().ok())
            .expect("a history");
        history
            .push_state_with_url(&JsValue::NULL, "", Some(address))
            .expect("an address");
        let body = document().body().expect("a body");
        if let Some(before) = find("#panel") {
            before.remove();
        }
        body.insert_adjacent_html("afterbegin", &widget::render(panel))
            .expect("HTML");

        // Drafts of the test before are nobody's.
        forget();
        let title = Function::new_no_args("return 'Lamp'");
        watch(&get("#panel"), &panel.site, &title);

        let calls = Calls::default();
        let lent = talk(&panel.site);
        // What came before the engine finds nothing.
        let nothing = Function::new_no_args("return null");
        for name in ["search", "draw", "suggest", "ask"] {
            Reflect::set(&lent, &name.into(), &nothing).expect("an object");
        }
        let bridge: JsValue = lent.into();
        for (name, gives) in [
            ("event", "null"),
            ("answer", answer),
            ("send", reply),
            ("sent", "null"),
            ("tell", "null"),
        ] {
            let calls = calls.clone();
            let act =
                Closure::<dyn Fn(JsValue, JsValue, JsValue) -> JsValue>::new(move |a, b, c| {
                    if name == "send" {
                        Object::assign(Object::unchecked_from_js_ref(&c), &read());
                    }
                    calls.borrow_mut().push((name, vec![a, b, c]));
                    promised(gives)
                });
            let act: Function = act.into_js_value().unchecked_into();
            Reflect::set(&bridge, &name.into(), &act).expect("an object");
        }
        // The panel of the test before still listens: what it follows is done before it is replaced.
        settle().await;
        let data = serde_json::to_string(panel).expect("JSON");
        Self {
            calls,
            bridge,
            data: JSON::parse(&data).expect("JSON"),
        }
    }

    /// Starts the panel; the browser has time for all of it.
    pub fn start(self) -> Self {
        let page = self.begin();
        widget::wake();
        page
    }

    /// Starts the panel, and the customer is faster than the browser.
    pub fn begin(self) -> Self {
        widget::start(&self.data, self.bridge.clone().unchecked_into());
        self
    }

    /// The engine is there from now on.
    pub fn learn(&self) {
        self.engine();
        widget::learnt();
    }

    /// The engine is there, and the panel was not told yet.
    pub fn engine(&self) {
        let questions = Reflect::get(&self.data, &"questions".into()).expect("questions");
        let engine = engine(&questions);
        let found: Function = Reflect::get(&engine, &"search".into())
            .expect("an object")
            .unchecked_into();
        let named =
            Closure::<dyn Fn(String) -> String>::new(|lang: String| widget::own_name(&lang));
        let named: Function = named.into_js_value().unchecked_into();
        let drawer = drawer(&self.data, &named);
        let last = Rc::new(RefCell::new(JsValue::from(Array::new())));
        let seen = last.clone();
        let search = Closure::<dyn Fn(JsValue) -> u32>::new(move |typed| {
            let found = found.call1(&JsValue::NULL, &typed).expect("what is found");
            seen.replace(found.clone());
            Array::from(&found).length()
        });
        let draw = Closure::<dyn Fn(JsValue)>::new(move |list| {
            let drawn = drawer.call2(&JsValue::NULL, &list, &last.borrow());
            drawn.expect("a list");
        });
        for (name, function) in [
            ("search", search.into_js_value()),
            ("draw", draw.into_js_value()),
        ] {
            Reflect::set(&engine, &name.into(), &function).expect("an object");
        }
        Object::assign(self.bridge.unchecked_ref(), &engine);
    }

    /// Opens and starts in one, with the engine.
    pub async fn started(
        panel: &Panel,
        address: &str,
        answer: &'static str,
        reply: &'static str,
    ) -> Self {
        let page = Self::open(panel, address, answer, reply).await.start();
        page.learn();
        page
    }

    /// How often the panel asked for this.
    pub fn count(&self, name: &str) -> usize {
        self.calls
            .borrow()
            .iter()
            .filter(|(called, _)| *called == name)
            .count()
    }

    /// The arguments of the last time, as JSON.
    pub fn last(&self, name: &str) -> String {
        let calls = self.calls.borrow();
        let (_, arguments) = calls
            .iter()
            .rev()
            .find(|(called, _)| *called == name)
            .expect("a call");
        let json = JSON::stringify(&arguments.iter().collect::<Array>()).expect("JSON");
        json.into()
    }
}

/// The element itself, to see later whether it is still the same.
pub fn html(selector: &str) -> HtmlElement {
    get(selector).dyn_into().expect("HTML")
}
