/** The life of an alert, from the beginning of a condition to its end. */
package dev.bellwether.operators.alerts;
