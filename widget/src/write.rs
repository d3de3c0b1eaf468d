//! The form. Labels above, help below, errors beside their field and summed up on top. It posts
//! by itself where there is no script.

use leptos::prelude::*;
use shared::text::Text;

use crate::{faq::Back, icon::Icon, state::State};

/// Names and ids of the fields, in their order.
pub(crate) const FIELDS: [&str; 4] = ["name", "email", "topic", "message"];
/// Id of the summary of errors.
pub(crate) const SUMMARY: &str = "summary";

/// The form.
#[component]
pub(crate) fn Write(state: State) -> impl IntoView {
    let panel = state.panel();
    let form = state.form.get_untracked();
    let topics = (!panel.topics.is_empty()).then(|| {
        let chosen = form.topic.clone();
        let options: Vec<_> = panel
            .topics
            .iter()
            .map(|topic| {
                let selected = topic.id == chosen;
                view! { <option value=topic.id.clone() selected=selected>{topic.label.clone()}</option> }
            })
            .collect();
        let control = view! {
            <select id="topic" name="topic" aria-describedby="topic-error" aria-invalid=invalid(state, "topic")>
                <option value="">{state.text(Text::TopicNone)}</option>
                {options}
            </select>
        };
        field(state, "topic", Text::Topic, true, None, control.into_any())
    });
    let name = view! {
        <input
            id="name"
            name="name"
            autocomplete="name"
            value=form.name
            aria-describedby="name-error"
            aria-invalid=invalid(state, "name")
        />
    };
    let email = view! {
        <input
            id="email"
            name="email"
            type="email"
            inputmode="email"
            autocomplete="email"
            required
            value=form.email
            aria-describedby="email-error email-help"
            aria-invalid=invalid(state, "email")
        />
    };
    let message = view! {
        <textarea
            id="message"
            name="message"
            rows="5"
            required
            aria-describedby="message-error message-help"
            aria-invalid=invalid(state, "message")
            inner_html=as_content(&form.message)
        ></textarea>
    };
    view! {
        <Back state/>
        <h1 tabindex="-1">{state.text(Text::WriteToUs)}</h1>
        <p class="lead">{state.text(Text::WriteHint)}</p>
        <Summary state/>
        // What is wrong is said by us, in the panel's language, with or without script.
        <form class="letter" method="post" action=panel.href("/write") novalidate>
            <input type="hidden" name="key" value=form.key/>
            {topics}
            {field(state, "message", Text::Message, false, Some(Text::MessageHelp), message.into_any())}
            {field(state, "email", Text::Email, false, Some(Text::EmailHelp), email.into_any())}
            {field(state, "name", Text::Name, true, None, name.into_any())}
            <div class="unseen" aria-hidden="true">
                <label for="website">{state.text(Text::LeaveEmpty)}</label>
                <input id="website" name="website" tabindex="-1" autocomplete="off"/>
            </div>
            <p class="send">
                <button class="primary" type="submit" aria-disabled=move || state.sending.get().then_some("true")>
                    {move || state.text(if state.sending.get() { Text::Sending } else { Text::Send })}
                </button>
            </p>
            <p class="hint">{state.text(Text::PrivacyHint)}</p>
        </form>
    }
}

/// What needs another look, with links to the fields.
#[component]
fn Summary(state: State) -> impl IntoView {
    let errors = move || {
        state.form.with(|form| {
            let links = form.errors.iter().map(|error| {
                view! { <li><a href=format!("#{}", error.field)>{error.message.clone()}</a></li> }
            });
            links.collect::<Vec<_>>()
        })
    };
    let fine = move || state.form.with(|form| form.errors.is_empty());
    let quiet = move || state.trouble.with(String::is_empty);
    view! {
        <div id=SUMMARY class="summary" tabindex="-1" role="group" aria-labelledby="wrong" hidden=move || fine() && quiet()>
            <Icon name="alert"/>
            <div id="wrong">
                <p hidden=quiet>{move || state.trouble.get()}</p>
                <p hidden=fine>{state.text(Text::ErrorSummary)}</p>
                <ul>{errors}</ul>
            </div>
        </div>
    }
}

fn field(
    state: State,
    name: &'static str,
    label: Text,
    optional: bool,
    help: Option<Text>,
    control: AnyView,
) -> impl IntoView {
    let optional = optional.then(|| view! { <span class="hint">{format!(" ({})", state.text(Text::Optional))}</span> });
    let help = help.map(|help| view! { <p id=format!("{name}-help") class="hint">{state.text(help)}</p> });
    view! {
        <div class="field">
            <label for=name>{state.text(label)}{optional}</label>
            {control}
            <p id=format!("{name}-error") class="error" hidden=move || error(state, name).is_none()>
                {move || error(state, name).unwrap_or_default()}
            </p>
            {help}
        </div>
    }
}

fn error(state: State, field: &str) -> Option<String> {
    state.form.with(|form| {
        form.errors.iter().find(|error| error.field == field).map(|error| error.message.clone())
    })
}

fn invalid(state: State, field: &'static str) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
    move || error(state, field).map(|_| "true")
}

/// Text as the content of a text area. The HTML parser drops a line end right after the tag: one
/// is put there for it, so that the customer's own stays.
fn as_content(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    if cfg!(feature = "ssr") { format!("\n{text}") } else { text }
}
