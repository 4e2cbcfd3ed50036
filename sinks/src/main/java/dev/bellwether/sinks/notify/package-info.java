/**
 * Tells people: Slack, Discord, mail, short messages, topics of SNS, and the log.
 *
 * <p>Each channel is a {@link dev.bellwether.sinks.notify.Sender}, which knows the shape, the
 * limits and the answers of one service; {@link dev.bellwether.sinks.notify.Deliveries} alone knows
 * what to do about an answer.
 */
package dev.bellwether.sinks.notify;
