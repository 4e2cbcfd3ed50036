/** Texts that are written somewhere and read again and again: rules, and who is told of what. */
package dev.bellwether.sources.texts;
