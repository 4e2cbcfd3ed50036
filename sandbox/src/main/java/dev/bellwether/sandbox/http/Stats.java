// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import dev.bellwether.sandbox.faults.FaultKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the start. Thread-safe; figures read together may be a request apart. */
public final class Stats {

    private final LongAdder requests = new LongAdder();
    private final LongAdder served = new LongAdder();
    private final LongAdder quotesServed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder aborted = new LongAdder();
    private final LongAdder defects = new LongAdder();
    private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> endpoints = new ConcurrentHashMap<>();
    private volatile String lastDefect;

    void countRequest(String endpoint) {
        requests.increment();
        endpoints.computeIfAbsent(endpoint, e -> new LongAdder()).increment();
    }

    void countFault(FaultKind kind) {
        faults.computeIfAbsent(kind.name(), k -> new LongAdder()).increment();
    }

    void countServed(boolean watched) {
        served.increment();
        if (watched) {
            quotesServed.increment();
        }
    }

    void countRefused() {
        refused.increment();
    }

    void countAborted() {
        aborted.increment();
    }

    void countDefect(Throwable cause) {
        defects.increment();
        lastDefect = cause.toString();
    }

    /** Requests to the providers, whatever became of them. */
    public long requests() {
        return requests.sum();
    }

    /** Answers written whole with every figure. */
    public long served() {
        return served.sum();
    }

    /** Those of {@link #served} that were a quote of a recorded symbol. */
    public long quotesServed() {
        return quotesServed.sum();
    }

    /** Requests refused on their own account: wrong key, unknown path, wrong method. */
    public long refused() {
        return refused.sum();
    }

    /** Answers that could not be written because the client had gone. */
    public long aborted() {
        return aborted.sum();
    }

    /** Mistakes of the sandbox itself; the last is in {@link #lastDefect}. */
    public long defects() {
        return defects.sum();
    }

    /** The newest mistake of the sandbox itself, or {@code null}. */
    public String lastDefect() {
        return lastDefect;
    }

    /** Requests that a fault struck, by its name. */
    public Map<String, Long> faults() {
        return sums(faults);
    }

    /** Requests that a fault of that kind struck. */
    public long faults(FaultKind kind) {
        return faults().getOrDefault(kind.name(), 0L);
    }

    /** Requests by endpoint. */
    public Map<String, Long> endpoints() {
        return sums(endpoints);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
        Map<String, Long> result = new TreeMap<>();
        adders.forEach((name, adder) -> result.put(name, adder.sum()));
        return result;
    }
}
