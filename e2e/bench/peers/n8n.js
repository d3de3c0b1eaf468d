// n8n's chat, as its documentation sets it up.
import "@n8n/chat/dist/style.css";
import { createChat } from "@n8n/chat/dist/chat.bundle.es.js";

createChat({ webhookUrl: `${location.origin}/n8n`, mode: "window", showWelcomeScreen: false, initialMessages: ["How can we help?"] });
