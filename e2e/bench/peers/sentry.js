// Sentry's feedback form, as its documentation sets it up.
import { feedbackIntegration, init } from "@sentry/browser";

init({
  dsn: `http://public@${location.host}/1`,
  integrations: [feedbackIntegration({ colorScheme: "system", autoInject: true })],
});
