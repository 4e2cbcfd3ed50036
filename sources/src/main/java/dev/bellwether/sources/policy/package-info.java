/** Where it is written who is told of what. */
package dev.bellwether.sources.policy;
