//! The worker.
use leptos::prelude::{Owner, RenderHtml, view, IntoView};
use worker::{event, durable_object, Context, DurableObject, Env, Request, Response, Result, State};

#[event(fetch)]
async fn fetch(req: Request, _env: Env, _ctx: Context) -> Result<Response> {
    let _ = req;
    let owner = Owner::new();
    let html = owner.with(|| view! { <widget::Panel/> }.to_html());
    Response::from_html(format!("<!doctype html><body>{html}</body>"))
}

/// One site.
#[durable_object(alarm)]
pub struct Site { state: State }
impl DurableObject for Site {
    fn new(state: State, _env: Env) -> Self { Self { state } }
    async fn fetch(&self, _req: Request) -> Result<Response> {
        let _ = self.state.storage();
        Response::ok("site")
    }
    async fn alarm(&self) -> Result<Response> { Response::ok("") }
}
