// Two ends of one TCP connection within this process: how something that sits before a server's
// connections hands it one.
#pragma once

#include "net/http/dial.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <utility>

namespace troupe::net::http {

using socket_pair = std::pair<tcp_stream, tcp_stream>;

// Over the loopback address, TCP_NODELAY set; whoever else finds the port in this moment is turned
// away. Error: `connect_failed`.
result<socket_pair> make_socket_pair(boost::asio::io_context& io);

// Closes so that the peer meets a reset instead of an end.
void reset(tcp_stream& socket);

} // namespace troupe::net::http
