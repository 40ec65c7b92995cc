# A layer is a top folder: every source below it makes one static library troupe_<folder>.
#   troupe_layer(<folder> [LINK <public libraries>] [PRIVATE_LINK <libraries>])
function(troupe_layer folder)
  cmake_parse_arguments(layer "" "" "LINK;PRIVATE_LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/net/asio.cpp) # cmake/dependencies.cmake
  if(sources)
    add_library(troupe_${folder} STATIC ${sources})
    target_include_directories(troupe_${folder} PUBLIC ${CMAKE_SOURCE_DIR})
    troupe_unite(troupe_${folder} ${folder})
    target_link_libraries(troupe_${folder} PUBLIC ${layer_LINK}
                          PRIVATE ${layer_PRIVATE_LINK} troupe_warnings)
  else()
    add_library(troupe_${folder} INTERFACE)
    target_include_directories(troupe_${folder} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(troupe_${folder} INTERFACE ${layer_LINK})
  endif()
endfunction()
