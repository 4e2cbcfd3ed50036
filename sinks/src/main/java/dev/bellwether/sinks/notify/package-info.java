/** Tells people: webhooks of Slack and Discord, and the log. */
package dev.bellwether.sinks.notify;
