/** Who is to be told of what, how and when: the document, its check, and its answers. */
package dev.bellwether.operators.delivery.policy;
