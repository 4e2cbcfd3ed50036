// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is to be told on one channel to one address: changes of one or more alerts, or a summary of
 * what was not told.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(NotificationSerializer.TypeFactory.class)
public class Notification {

    /** The same whenever the same is told again: receivers can tell a repetition by it. */
    public String key;

    public Channel channel;

    /** The user that it is for; {@code null} if it is for everybody on the channel. */
    public String recipient;

    /**
     * Where on the channel: of mail an address, of a short message a number (E.164), of a webhook
     * the reference of its secret; {@code null} for the one of the configuration.
     */
    public String address;

    /** Identity of the alert; {@code null} if there are several, and for a summary. */
    public String alert;

    /** Of the alerts; {@code null} if they are of several. */
    public String rule;

    /** Of the alerts; {@code null} if they are of several. */
    public String symbol;

    /** Of the alert; {@code null} if there are several in different states, and for a summary. */
    public AlertState state;

    /** The highest of the alerts. */
    public Severity severity;

    /** One line. */
    public String title;

    /** What is to be known beyond the title; may be empty. */
    public String text;

    /**
     * One for each alert or count, where there are several; a message may be split between them and
     * nowhere else.
     */
    public String[] lines = new String[0];

    /** {@code name=value}. */
    public String[] facts = new String[0];

    /** {@code name=value}. */
    public String[] labels = new String[0];

    /** {@code name=address}. */
    public String[] links = new String[0];

    /**
     * Prices before it and at it, the oldest first, in its currency: what a chart shows. Empty if
     * they are not known here.
     */
    public double[] prices = new double[0];

    /** When it happened, event time, epoch milliseconds UTC; 0 for a summary. */
    public long eventMillis;

    /** On the clock on the wall, epoch milliseconds UTC. */
    public long createdMillis;

    public Notification() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Notification)) {
            return false;
        }
        Notification that = (Notification) other;
        return Objects.equals(key, that.key)
                && Objects.equals(channel, that.channel)
                && Objects.equals(recipient, that.recipient)
                && Objects.equals(address, that.address)
                && Objects.equals(alert, that.alert)
                && Objects.equals(rule, that.rule)
                && Objects.equals(symbol, that.symbol)
                && Objects.equals(state, that.state)
                && Objects.equals(severity, that.severity)
                && Objects.equals(title, that.title)
                && Objects.equals(text, that.text)
                && Arrays.equals(lines, that.lines)
                && Arrays.equals(facts, that.facts)
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(links, that.links)
                && Arrays.equals(prices, that.prices)
                && eventMillis == that.eventMillis
                && createdMillis == that.createdMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                key,
                channel,
                recipient,
                address,
                alert,
                rule,
                symbol,
                state,
                severity,
                title,
                text,
                Arrays.hashCode(lines),
                Arrays.hashCode(facts),
                Arrays.hashCode(labels),
                Arrays.hashCode(links),
                Arrays.hashCode(prices),
                eventMillis,
                createdMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
