/**
 * What is unusual about a symbol: fixed rules, deviations from a robust centre, gaps, bands and
 * silence for every symbol.
 */
package dev.bellwether.operators.anomaly;
