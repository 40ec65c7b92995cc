// The bodies of Asio, which the program takes from the network layer and these tests do not link.
#include <boost/asio/impl/src.hpp>
