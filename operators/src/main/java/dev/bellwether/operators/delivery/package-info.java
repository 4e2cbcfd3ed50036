/**
 * From changes of alerts to messages for people: routed and kept back, grouped, held against what
 * each recipient wants, and logged by channel.
 */
package dev.bellwether.operators.delivery;
