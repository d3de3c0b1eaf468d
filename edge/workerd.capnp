# Premura on one's own server: `workerd serve edge/workerd.capnp` from a checkout after `cargo xtask build`.
# Where it listens and where it keeps its data are given on the command line:
#   --socket-addr=http=0.0.0.0:8787 --directory-path=data=/var/lib/premura
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ( name = "edge", worker = .edge ),
    ( name = "assets", disk = ( path = "dist/assets" ) ),
    ( name = "data", disk = ( writable = true ) ),
    # Webhooks are kept out of private networks by their addresses' text (shared/src/webhook/address.rs).
    # A public name that resolves to a private address is stopped only here: take "private" out where
    # neither the mail relay nor a receiver of webhooks is inside.
    ( name = "internet", network = ( allow = ["public", "private"], tlsOptions = ( trustBrowserCas = true ) ) ),
  ],
  sockets = [ ( name = "http", address = "127.0.0.1:8787", http = (), service = "edge" ) ],
);

const edge :Workerd.Worker = (
  modules = [
    ( name = "index.js", esModule = embed "../dist/worker/index.js" ),
    ( name = "index_bg.wasm", wasm = embed "../dist/worker/index_bg.wasm" ),
  ],
  compatibilityDate = "2026-11-01",
  bindings = [
    ( name = "SITES", durableObjectNamespace = "Site" ),
    ( name = "ASSETS", service = "assets" ),
    ( name = "ADMIN_TOKEN", fromEnvironment = "ADMIN_TOKEN" ),
    ( name = "SMTP_URL", fromEnvironment = "SMTP_URL" ),
    ( name = "PUBLIC_URL", fromEnvironment = "PUBLIC_URL" ),
    ( name = "INBOUND_TOKEN", fromEnvironment = "INBOUND_TOKEN" ),
    ( name = "WEBHOOK_HOSTS", fromEnvironment = "WEBHOOK_HOSTS" ),
    ( name = "CLIENT_IP_HEADER", fromEnvironment = "CLIENT_IP_HEADER" ),
    ( name = "TURNSTILE_SECRET", fromEnvironment = "TURNSTILE_SECRET" ),
    ( name = "ACCESS_ISSUER", fromEnvironment = "ACCESS_ISSUER" ),
    ( name = "ACCESS_AUDIENCE", fromEnvironment = "ACCESS_AUDIENCE" ),
  ],
  durableObjectNamespaces = [
    ( className = "Site", uniqueKey = "premura-site-1", enableSql = true ),
  ],
  durableObjectStorage = ( localDisk = "data" ),
);
