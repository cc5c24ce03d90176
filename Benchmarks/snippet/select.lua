local sum = 0
for i = 1, 1000000 do
  local skill = i % 8
  if skill == 1 then sum = sum + 10
  elseif skill == 2 and i > 500 then sum = sum + 20
  elseif skill == 3 then sum = sum + 30
  elseif skill == 4 or skill == 6 then sum = sum + 40
  elseif skill == 5 then sum = sum + 50
  else sum = sum + 1 end
  if skill == 1 or skill == 3 then sum = sum + 2
  elseif skill == 7 then sum = sum - 1
  else sum = sum + 3 end
end
print(sum)
