/** Watermarks that several feeds have in common. */
package dev.bellwether.sources.watermarks;
