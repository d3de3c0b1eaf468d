"""Verifies webhooks with PyPI's standardwebhooks, as a receiver in Python would.

Reads {"good": [secret, …], "bad": [secret, …], "deliveries": [{"headers": …, "body": …}, …]} on
standard input. Each delivery must pass with every good secret and with no bad one, and with none
when its body was changed. Writes how many checks were made.
"""

import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def passes(secret: str, body: str, headers: dict) -> bool:
    try:
        return Webhook(secret).verify(body, headers) == json.loads(body)
    except WebhookVerificationError:
        return False


given = json.load(sys.stdin)
checks = 0
for delivery in given["deliveries"]:
    headers, body = delivery["headers"], delivery["body"]
    expected = [(secret, body, True) for secret in given["good"]]
    expected += [(secret, body + " ", False) for secret in given["good"]]
    expected += [(secret, body, False) for secret in given["bad"]]
    for secret, text, passed in expected:
        if passes(secret, text, headers) != passed:
            sys.exit(f"{headers['webhook-id']} should {'' if passed else 'not '}pass: {text}")
        checks += 1
print(checks)
