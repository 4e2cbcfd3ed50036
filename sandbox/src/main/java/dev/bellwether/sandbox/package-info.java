// SPDX-License-Identifier: Apache-2.0
/**
 * A stand-in of the outside world on 127.0.0.1, fed by recorded real data: as a process of its own
 * ({@link dev.bellwether.sandbox.SandboxMain}) or inside a test ({@link
 * dev.bellwether.sandbox.Sandbox}).
 */
package dev.bellwether.sandbox;
