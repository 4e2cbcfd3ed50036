/** Amazon SES on 127.0.0.1: takes mail, and misbehaves when told to. */
package dev.bellwether.sandbox.ses;
