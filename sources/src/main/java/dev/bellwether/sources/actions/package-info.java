/** What people do about alerts. */
package dev.bellwether.sources.actions;
