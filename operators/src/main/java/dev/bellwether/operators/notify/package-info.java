/** What is told of alerts, and what is kept back. */
package dev.bellwether.operators.notify;
