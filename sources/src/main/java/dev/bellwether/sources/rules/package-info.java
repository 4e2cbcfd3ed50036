/** Where rules are kept, read again and again. */
package dev.bellwether.sources.rules;
