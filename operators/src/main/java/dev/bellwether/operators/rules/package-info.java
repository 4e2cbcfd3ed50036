/** Rules as data: conditions over named facts of a symbol, checked when they are loaded. */
package dev.bellwether.operators.rules;
