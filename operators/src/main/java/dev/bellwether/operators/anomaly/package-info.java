/**
 * What is unusual about a symbol: fixed rules, deviations from a robust centre, gaps, bands and
 * silence for every symbol; for chosen ones a random cut forest over several values at once.
 */
package dev.bellwether.operators.anomaly;
