// Tells a torn tail from damage.
//
// The writer appends groups of records, each in one write, and begins a group only when the one
// before it was written. A machine that stops may leave what was not synced in any state: cut
// short, or with holes, as the disk writes pages in any order, so that a group may be there and one
// before it not. What was synced it cannot have touched, and a group says whether everything before
// it was (flag_after_unsynced). So a bad place in the last segment is a torn tail if no record
// stands behind it that begins a group and says so; anything else is damage, which nothing here
// repairs.
#pragma once

#include <cstdint>
#include <string_view>

namespace troupe::persistence::journal {

// rest: the bytes of the last segment from the bad place to its end; due_seq: the number of the
// record that should stand there.
bool is_torn_tail(std::string_view rest, std::uint32_t stream, std::uint64_t due_seq);

} // namespace troupe::persistence::journal
