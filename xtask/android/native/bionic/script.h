// Carries out a script against the natives of the phone library.
//
// A line of the script is a word and what belongs to it; each prints one line.
//
//     abi                     the version
//     open <config>           "open"; later lines speak to this handle
//     call <op> <request>     the envelope
//     lie <op> <request>      the same with an array that tells another, impossible length when it is asked again:
//                             the library panics in the middle, and must catch that
//     close                   "close"
#pragma once
#include "linker.h"

void run_script(Library *library, const char *path);
