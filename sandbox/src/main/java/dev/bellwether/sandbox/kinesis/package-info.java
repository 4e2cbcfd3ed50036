/**
 * Kinesis on 127.0.0.1: two protocol emulators run by Node.js, and what a test does to a stream
 * beside the code under test. What it writes and reads goes over the JSON form of the protocol and
 * the JDK's own HTTP client, so that it shares no code (and no process-wide switch for CBOR) with
 * the connector that is being tested.
 */
package dev.bellwether.sandbox.kinesis;
