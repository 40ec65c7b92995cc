// How a file of the web page is answered.
//
// Under /_next/static/ a name belongs to one content for ever and is kept by browsers; everything
// else is asked for again by its tag. Pages carry a policy under which only their own scripts run
// and nobody but this server is talked to.
#pragma once

#include "actors/edge/page_files.hpp"
#include "net/http/message.hpp"

#include <optional>

namespace troupe::actors {

// Empty where the page has nothing at this path, or is asked for by another method than GET and
// HEAD. A page asked for without its last slash is pointed to.
std::optional<net::http::response> answer_page(const page_files& page,
                                               const net::http::request& asked);

} // namespace troupe::actors
